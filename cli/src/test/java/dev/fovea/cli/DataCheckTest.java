package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.draw.Drawing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at data says and leaves. */
class DataCheckTest {
  @TempDir Path box;
  private Path data;

  @BeforeEach
  void draw() {
    data = box.resolve("data");
    new Drawing(48, 36, 12, 12, 3).write(data);
  }

  @Test
  void cleanDataAreDone() throws Exception {
    Path out = box.resolve("out");
    Said said = Said.by("data", "check", data.toString(), "--out", out.toString());
    assertEquals(0, said.code(), said.out() + said.err());
    assertTrue(said.out().contains("Found class folders: 12 classes, 60 images"), said.out());
    assertTrue(said.out().contains("ok       duplicates"), said.out());
    assertTrue(said.out().contains("  --set model.mean=[0."), said.out());
    assertEquals("  fovea train classify --data " + data, said.next());
    assertTrue(said.columns() <= Screen.COLUMNS || said.out().contains(data.toString()));
    assertTrue(Files.size(out.resolve("sheet.png")) > 10_000);
    assertEquals("", said.err());
  }

  @Test
  void aLeakIsAnErrorAndJsonIsPure() throws Exception {
    Path picture;
    try (var files = Files.walk(data.resolve("train"))) {
      picture =
          files
              .filter(f -> f.toString().matches(".*/train/[^/]+/[^/]+\\.(png|jpg)"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    Path test = data.resolve("test").resolve(picture.getParent().getFileName());
    Files.copy(picture, Files.createDirectories(test).resolve("leak-" + picture.getFileName()));
    Path out = box.resolve("out");
    Said said = Said.by("data", "check", data.toString(), "--json", "--out", out.toString());
    assertEquals(1, said.code(), said.err());
    assertTrue(said.out().startsWith("{") && said.out().endsWith("}\n"), said.out());
    assertTrue(said.out().contains("\"leaked_test\" : 1.0"), said.out());
    assertTrue(said.err().contains("SPOILS   leak into test"), said.err());
  }

  @Test
  void boxesAreLookedAt() {
    Path objects = box.resolve("objects");
    new dev.fovea.data.draw.ObjectsDrawing(96, 40, 8, 8, 3).write(objects);
    Said said = Said.of("data", "check", objects, "--out", box.resolve("out"), "--size", 48);
    assertEquals(0, said.code(), said.out() + said.err());
    assertTrue(said.out().contains("Found COCO JSON: 6 classes, 56 images, "), said.out());
    assertTrue(said.out().contains("Class     train  val  test  boxes   share"), said.out());
    assertTrue(said.out().contains("box width by height"), said.out());
    assertTrue(said.out().contains("          at 48 px: "), said.out());
    assertTrue(said.out().contains("ok       boxes"), said.out());
    assertEquals("  fovea train detect --data " + objects, said.next());
    said = Said.of("data", "check", data, "--as", "boxes", "--out", box.resolve("boxes"));
    assertTrue(said.out().contains("Found COCO JSON: 12 classes, 60 images, 60 boxes"), said.out());
    said = Said.of("data", "check", data, "--as", "boxs");
    assertEquals(2, said.code());
    assertEquals(
        "fovea: --as must be classes or boxes, got boxs; did you mean boxes?\n", said.err());
  }

  @Test
  void whatCannotBeCheckedIsSaid() throws Exception {
    Path empty = Files.createDirectories(box.resolve("empty"));
    Said said = Said.by("data", "check", empty.toString());
    assertEquals(1, said.code());
    assertTrue(said.err().startsWith("fovea: " + empty + ": found no pictures in class"));
    assertEquals(2, Said.by("data", "check", box.resolve("none").toString()).code());
    Said full = Said.by("data", "check", data.toString(), "--out", data.toString());
    assertEquals("fovea: --out " + data + " is not empty; name a new folder\n", full.err());
    assertEquals(2, full.code());
  }
}
