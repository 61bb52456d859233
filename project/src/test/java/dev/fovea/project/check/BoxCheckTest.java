package dev.fovea.project.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.draw.Drawing;
import dev.fovea.data.draw.ObjectsDrawing;
import dev.fovea.image.Canvas;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.project.use.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at boxes tells, and what it leaves. */
class BoxCheckTest {
  @TempDir Path root;

  @Test
  void cleanBoxesHaveNoFault() throws Exception {
    new ObjectsDrawing(128, 60, 10, 10, 3).write(root.resolve("data"));
    Checked checked = check(root.resolve("data"), 0);
    BoxCheck boxes = checked.boxes().orElseThrow();
    assertFalse(checked.spoilt(), checked.findings().toString());
    assertEquals(
        "all lie on their pictures, none twice, each picture has labels", found(checked, "boxes"));
    assertEquals("no class has ten times another's boxes", found(checked, "balance"));
    assertEquals(0, boxes.empty());
    BoxSizes sizes = boxes.sizes().orElseThrow();
    assertEquals(128, sizes.sizePx());
    assertEquals(8, sizes.perPicture().most());
    assertTrue(sizes.width().least() >= 8 && sizes.width().most() <= 90, sizes.toString());
    assertEquals(
        (double) boxes.boxes(),
        checked.metrics().entrySet().stream()
            .filter(m -> m.getKey().matches("(train|val|test)_boxes_.*"))
            .mapToDouble(m -> m.getValue())
            .sum());
    assertTrue(Files.size(written(checked).resolve("sheet.png")) > 50_000);
    assertFalse(Files.exists(root.resolve("out/labels.csv")));
  }

  @Test
  void withoutABoxThereIsNothingToLearn() throws Exception {
    for (int i = 0; i < 3; i++) {
      picture("images/" + i + ".png", 64, i);
      label(i, "");
    }
    Files.writeString(root.resolve("data.yaml"), "train: images\nnames: [a]\n");
    Checked checked = check(root, 0);
    assertTrue(checked.spoilt());
    assertEquals("no picture has a box", found(checked, "boxes"));
  }

  @Test
  void flawsAreFoundAndListed() throws Exception {
    for (int i = 0; i < 6; i++) picture("images/" + i + ".png", 64, i);
    label(0, "0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0.2 0.2\n0 0.5 0.5 0 0.2\n");
    label(1, "1 0.5 0.5 -0.2 0.2\n1 1.8 0.5 0.2 0.2\n1 1 0.5 0.2 0.2\n");
    label(2, "0 0.5 0.5 0.2 0.2\n");
    label(3, "");
    label(4, "0 0.5 0.5 0.2 0.2\n");
    label(9, "0 0.5 0.5 0.2 0.2\n");
    Checked checked = check(root, 0);
    assertTrue(checked.spoilt());
    List<String> said = checked.findings().stream().map(f -> f.state() + " " + f.found()).toList();
    String label = root.resolve("labels").toString() + "/";
    assertEquals(
        List.of(
            "SPOILS 1 box has swapped corners or a negative size: " + label + "1.txt line 1",
            "SPOILS 1 box has no width or no height: " + label + "0.txt line 3",
            "SPOILS 1 box lies outside the picture: " + label + "1.txt line 2",
            "SPOILS 1 box lies partly outside the picture: " + label + "1.txt line 3",
            "SPOILS 1 box is there twice, class and corners the same: " + label + "0.txt line 2",
            "SPOILS 1 label file has no picture: " + label + "9.txt",
            "WARNING 1 picture has no label file: images/5.png",
            "WARNING 'class 1' has 1 box to learn from"),
        said.stream().filter(s -> !s.startsWith("OK")).toList());
    BoxCheck boxes = checked.boxes().orElseThrow();
    assertEquals(5, boxes.boxes());
    assertEquals(2, boxes.empty());
    assertEquals(1.0, checked.metrics().get("flaw_swapped"));
    List<String> lines = Files.readAllLines(written(checked).resolve("labels.csv"));
    assertEquals("picture,flaw,where", lines.getFirst());
    assertEquals(8, lines.size());
    assertTrue(lines.contains("images/1.png,swapped," + label + "1.txt line 1"), lines.toString());
  }

  @Test
  void smallBoxesAreHeldAgainstTheSize() throws Exception {
    for (int i = 0; i < 4; i++) {
      picture("images/" + i + ".png", 1024, i);
      label(i, "0 0.5 0.5 0.01171875 0.01171875\n0 0.2 0.5 0.2 0.2\n");
    }
    // 12 px of 1024: 4.9 px at 416, and 8 px from 683 px on
    assertEquals(
        "50 % of the boxes are smaller than 8 px where training sees pictures at 416 px: most of"
            + " them will not be found",
        found(check(root, 0), "size of boxes"));
    assertEquals(
        "--size 704 shows nine of ten of them so large, at 3 times the time; or cut the pictures"
            + " into tiles",
        todo(check(root, 0), "size of boxes"));
    assertEquals(
        "0 % of the boxes are smaller than 8 px where training sees pictures at 704 px",
        found(check(root, 704), "size of boxes"));
  }

  @Test
  void oneFileWithOtherBoxesContradicts() throws Exception {
    for (int i = 0; i < 4; i++) {
      picture("images/" + i + ".png", 64, i / 2);
      label(i, i == 3 ? "0 0.5 0.5 0.3 0.2\n" : "0 0.5 0.5 0.2 0.2\n");
    }
    Checked checked = check(root, 0);
    assertEquals(2, checked.twins().contradicting());
    assertEquals(
        "2 pictures are labelled in two ways, the files the same",
        checked.findings().getFirst().found());
  }

  @Test
  void theOrderOfBoxesIsNoContradiction() throws Exception {
    String one = "0 0.5 0.5 0.2 0.2\n";
    String two = "1 0.5 0.5 0.3 0.2\n";
    for (int i = 0; i < 2; i++) {
      picture("images/" + i + ".png", 64, 0);
      label(i, i == 0 ? one + two : two + one);
    }
    assertEquals(0, check(root, 0).twins().contradicting());
    label(1, two + two);
    assertEquals(2, check(root, 0).twins().contradicting());
  }

  @Test
  void leftOutBoxesOfAllKindsTogetherSpoil() throws Exception {
    var lines = new StringBuilder("0 0.5 0.5 -0.2 0.2\n0 0.5 0.5 0 0.2\n0 1.8 0.5 0.2 0.2\n");
    picture("images/0.png", 64, 0);
    int sound = 0;
    for (; sound < 57; sound++) lines.append("0 0.5 0.5 0.2 0.%d\n".formatted(100 + sound));
    label(0, lines.toString());
    assertTrue(check(root, 0).spoilt()); // 3 of 60 are one in twenty
    label(0, lines + "0 0.5 0.5 0.2 0.9\n");
    Checked fewer = check(root, 0);
    assertFalse(fewer.spoilt(), fewer.findings().toString());
    assertEquals(3, fewer.boxes().orElseThrow().flaws().size());
  }

  @Test
  void labelsOfBothKindsAreClassesUnlessBoxesAreMeant() throws Exception {
    new Drawing(32, 24, 0, 0, 3).write(root.resolve("data"));
    assertTrue(check(root.resolve("data"), 0).boxes().isEmpty());
    var boxes = new DataCheck(root.resolve("data"), DataCheck.As.BOXES, 0).run((done, all) -> {});
    assertEquals(
        "COCO JSON: 12 classes, 24 images, 24 boxes (train 24)", boxes.data().description());
  }

  @Test
  void aBrokenPictureIsDrawnGrey() throws Exception {
    picture("images/0.png", 64, 1);
    label(0, "0 0.5 0.5 0.2 0.2\n");
    Files.writeString(root.resolve("images/1.png"), "no picture");
    label(1, "0 0.5 0.5 0.2 0.2\n");
    Checked checked = check(root, 0);
    assertEquals(1, checked.broken().size());
    Image sheet = Decode.of(written(checked).resolve("sheet.png"));
    assertTrue(sheet.width() > 256);
  }

  @Test
  void boxesOnBrokenPicturesAloneHaveNoSizes() throws Exception {
    picture("images/0.png", 64, 1);
    Files.writeString(root.resolve("images/1.png"), "no picture");
    String image = "{'id':%d,'file_name':'images/%d.png','width':64,'height':64}";
    Files.writeString(
        root.resolve("annotations.json"),
        "{'images':[%s,%s],'annotations':[%s],'categories':[{'id':1,'name':'a'}]}"
            .formatted(
                image.formatted(0, 0),
                image.formatted(1, 1),
                "{'id':1,'image_id':1,'category_id':1,'bbox':[9,9,20,20]}")
            .replace('\'', '"'));
    Checked checked = check(root, 0);
    assertEquals(1, checked.boxes().orElseThrow().boxes());
    assertTrue(checked.boxes().orElseThrow().sizes().isEmpty());
    assertTrue(checked.spoilt());
    assertEquals(1, checked.broken().size());
    written(checked);
  }

  private Path written(Checked checked) {
    Path out = root.resolve("out");
    assertEquals("", new CheckFolder(out).write(checked));
    return out;
  }

  private static Checked check(Path path, int sizePx) {
    return new DataCheck(path, DataCheck.As.FOUND, sizePx).run((done, all) -> {});
  }

  private static Finding finding(Checked checked, String name) {
    return checked.findings().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static String found(Checked checked, String name) {
    return finding(checked, name).found();
  }

  private static String todo(Checked checked, String name) {
    return finding(checked, name).todo();
  }

  private void label(int picture, String lines) throws Exception {
    Path folder = Files.createDirectories(root.resolve("labels"));
    Files.writeString(folder.resolve(picture + ".txt"), lines);
  }

  /** Noise in blocks, so that no two look alike. */
  private void picture(String name, int size, int seed) throws Exception {
    var dice = Dice.of(seed, 7);
    var canvas = Canvas.blank(size, size, 0x808080);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        double side = size / 8.0;
        canvas.fillRectangle(x * side, y * side, side, side, dice.below(0xffffff));
      }
    }
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Encode.png(canvas.toImage()));
  }
}
