package dev.fovea.data.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Real data sets, where they are. */
class RealDataTest {
  private static Path shared(String name) {
    Path folder = Path.of(System.getProperty("fovea.shared", "none"), "data", name);
    assumeTrue(Files.isDirectory(folder), name + " is not on this machine");
    return folder;
  }

  /**
   * Its paper's repository gives 60,000 and 10,000 pictures, mean 0.2860 and deviation 0.3530 of
   * the training pixels.
   */
  @Test
  void fashionMnist() {
    var data = Datasets.open(shared("fashion-mnist"));
    assertEquals(
        "IDX files: 10 classes, 70,000 images (train 60,000, test 10,000)", data.description());
    long sum = 0;
    long squares = 0;
    for (var example : data.split(Split.TRAIN)) {
      for (byte sample : example.source().image().bytes()) {
        int level = sample & 0xFF;
        sum += level;
        squares += (long) level * level;
      }
    }
    double n = 60_000.0 * 784 * 255;
    double mean = sum / n;
    assertEquals(0.2860, mean, 0.00005);
    assertEquals(0.3530, Math.sqrt(squares / n / 255 - mean * mean), 0.00005);
    int[] counts = data.counts(Split.TRAIN);
    assertEquals(10, counts.length);
    assertEquals(true, Arrays.stream(counts).allMatch(c -> c == 6000));
  }

  @Test
  void groceryFruit() {
    var data = Datasets.open(shared("grocery-fruit"));
    assertEquals("class folders: 8 classes, 679 images (train 344, test 335)", data.description());
    assertEquals("Banana", data.classes().name(0));
    assertEquals(348, data.split(Split.TEST).getFirst().source().image().width());
  }

  /** 4,888 objects in its files; 338 and 343 have a click each that is no box. */
  @Test
  void bloodCells() {
    var data = Datasets.open(shared("bccd"), ReadOptions.forTraining().withBoxes());
    assertEquals(
        "Pascal VOC XML: 3 classes, 364 images, 4,886 boxes (train 205, val 87, test 72)",
        data.description());
    assertEquals(java.util.List.of("Platelets", "RBC", "WBC"), data.classes().names());
    assertEquals(1, data.warnings().size(), data.warnings().toString());
    assertEquals(
        "2 boxes have no width or no height and are left out; the first: "
            + shared("bccd").resolve("Annotations/BloodImage_00338.xml")
            + " object 13",
        data.warnings().getFirst());
  }

  @Test
  void coco128() {
    var options = ReadOptions.forTraining().withBoxes();
    var boxes = Datasets.open(shared("coco128").resolve("boxes"), options);
    assertEquals("YOLO text: 80 classes, 100 images, 741 boxes (train 100)", boxes.description());
    assertEquals("person", boxes.classes().name(0));
    var outlines = Datasets.open(shared("coco128").resolve("polygons"), options);
    assertEquals(
        "YOLO text: 91 classes, 100 images, 746 boxes (train 100)", outlines.description());
  }
}
