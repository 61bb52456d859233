package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.draw.ObjectsDrawing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What converting says and leaves. */
class DataConvertTest {
  @TempDir Path box;

  @Test
  void roundAllFormats() {
    Path from = box.resolve("drawn");
    new ObjectsDrawing(64, 15, 2, 1, 3).write(from);
    String pictures = null;
    for (String to : List.of("voc", "yolo", "COCO")) {
      Path out = box.resolve(to);
      Said said = Said.of("data", "convert", from, "--to", to, "--out", out, "--link");
      assertEquals(0, said.code(), said.err());
      List<String> lines = said.out().lines().toList();
      assertTrue(lines.get(0).endsWith("(train 15, val 2, test 1)"), lines.get(0));
      String count = lines.get(0).replaceAll(".*images, (.*) boxes.*", "$1");
      if (pictures != null) assertEquals(pictures, count);
      pictures = count;
      assertTrue(
          lines.get(1).startsWith("Wrote 18 pictures and " + count + " boxes as "), lines.get(1));
      assertEquals("  fovea data check " + out, said.next());
      from = out;
    }
    assertTrue(Files.exists(box.resolve("COCO/annotations/instances_val.json")));
  }

  @Test
  void whatCannotBeConvertedIsSaid() throws Exception {
    Path from = box.resolve("drawn");
    new ObjectsDrawing(64, 1, 0, 0, 3).write(from);
    Path json = from.resolve("train/annotations.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replaceFirst("\"iscrowd\":0", "\"iscrowd\":1"));
    Path out = box.resolve("out");
    Said said = Said.of("data", "convert", from, "--to", "yolo", "--out", out);
    assertEquals(1, said.code());
    assertEquals(
        "fovea: "
            + from
            + ": 1 box is a crowd, which YOLO's text cannot hold; leave them out with --drop-crowds,"
            + " or keep another format\n",
        said.err());
    said = Said.of("data", "convert", from, "--to", "yolo", "--out", out, "--drop-crowds");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("Left out 1 box of crowds"), said.out());
    Files.writeString(json, text.substring(0, text.length() / 2));
    said = Said.of("data", "convert", from, "--to", "voc", "--out", box.resolve("new"));
    assertEquals(1, said.code());
    assertTrue(said.err().startsWith("fovea: " + json + " cannot be read as JSON"), said.err());
    assertEquals(1, said.err().lines().count());
  }

  @Test
  void brokenPicturesAreNamed() throws Exception {
    Path from = box.resolve("drawn");
    new ObjectsDrawing(64, 3, 0, 0, 3).write(from);
    Path picture;
    try (var files = Files.list(from.resolve("train/images"))) {
      picture = files.sorted().findFirst().orElseThrow();
    }
    Files.writeString(picture, "no picture");
    Said said = Said.of("data", "convert", from, "--to", "yolo", "--out", box.resolve("out"));
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.out().contains("Left out 1 picture that cannot be decoded, such as " + picture),
        said.out());
    said = Said.of("data", "convert", from, "--to", "yolo", "--out", box.resolve("o"), "--strict");
    assertEquals(1, said.code());
  }

  @Test
  void crowdsAreDroppedWhereTheyHaveNoPlaceAlone() {
    new ObjectsDrawing(64, 1, 0, 0, 3).write(box.resolve("drawn"));
    Path out = box.resolve("out");
    Said said =
        Said.of(
            "data", "convert", box.resolve("drawn"), "--to", "voc", "--out", out, "--drop-crowds");
    assertEquals(
        "fovea: --drop-crowds is for --to yolo; Pascal VOC XML has crowds, so they stay: leave that"
            + " out\n",
        said.err());
    assertEquals(2, said.code());
    assertTrue(!Files.exists(out));
  }
}
