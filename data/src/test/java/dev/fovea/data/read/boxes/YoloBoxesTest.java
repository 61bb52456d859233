package dev.fovea.data.read.boxes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.image.Box;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YoloBoxesTest {
  @TempDir Path root;

  private Path text(String name, String text) {
    return PictureFiles.text(root.resolve(name), text);
  }

  @Test
  void aYamlSaysAll() {
    PictureFiles.write(root, "images/train/1.png", "images/train/2.png", "images/v/3.png");
    text("labels/train/1.txt", "1 0.5 0.5 0.5 0.2\n\n0 0.25 0.5 0.5 1\n");
    text("labels/v/3.txt", "");
    text("labels/v/9.txt", "0 0.5 0.5 1 1\n");
    Path yaml =
        text(
            "data.yaml",
            "# a\npath: ../x\ntrain: images/train\nval: [images/v]\ntest:\nnc: 2\nnames: ['a b', \"c\"]\n");
    for (Path path : List.of(root, yaml)) {
      Dataset data = Boxes.open(path);
      assertEquals("YOLO text: 2 classes, 3 images, 2 boxes (train 2, val 1)", data.description());
      assertEquals(List.of("a b", "c"), data.classes().names());
      assertEquals(
          List.of(Thing.of(1, new Box(3, 4, 9, 6)), Thing.of(0, new Box(0, 0, 6, 10))),
          Boxes.things(data, "images/train/1.png"));
      assertEquals(
          List.of(
              "1 picture has no label file; nothing is taken to be in them: images/train/2.png",
              "1 label file has no picture: " + root.resolve("labels/v/9.txt")),
          data.warnings());
    }
  }

  @Test
  void aYamlFromAnotherMachineOrWithLists() {
    PictureFiles.write(root, "train/images/1.png", "valid/images/2.png");
    text("train/labels/1.txt", "5 0.5 0.5 0.5 0.2");
    text(
        "data.yaml",
        "train: ../train/images\nval: /content/x/valid/images\ntest: ../test/images\nnames:\n  0: a\n  5: f\n");
    Dataset data = Boxes.open(root);
    assertEquals("YOLO text: 6 classes, 2 images, 1 box (train 1, val 1)", data.description());
    assertEquals("class 3", data.classes().name(3));
    assertEquals(
        root.resolve("data.yaml") + ": test: there is no '../test/images' in " + root,
        data.warnings().getFirst());
    text("list.txt", "./train/images/1.png\n\n");
    text("data.yaml", "train: list.txt\nval: list.txt\nnc: 6\n");
    data = Boxes.open(root);
    assertEquals(List.of("train/images/1.png"), Boxes.ids(data, Split.TRAIN));
    assertEquals(
        root.resolve("data.yaml")
            + ": val names 1 pictures that another split has; they stay there",
        data.warnings().getFirst());
    Path yaml = text("data.yaml", "train: images/train\nnc: 6\n");
    Boxes.refused(
        root, yaml + ": train: there is no 'images/train' in " + root + "; correct path or train");
  }

  @Test
  void foldersAlone() {
    PictureFiles.write(root, "train/images/a.png", "val/images/b.png");
    text("train/labels/a.txt", "2 0.5 0.5 0.5 0.2");
    Dataset data = Boxes.open(root);
    assertEquals("YOLO text: 3 classes, 2 images, 1 box (train 1, val 1)", data.description());
    assertEquals(List.of("class 0", "class 1", "class 2"), data.classes().names());
    text("classes.txt", "x\ny\nz\n");
    assertEquals(List.of("x", "y", "z"), Boxes.open(root).classes().names());
  }

  @Test
  void besideThePicturesOrLabelsAlone() {
    PictureFiles.write(root, "flat/a.png", "set/images/b.png");
    text("flat/a.txt", "0 0.5 0.5 0.5 0.2");
    assertEquals(List.of("a.png"), Boxes.ids(Boxes.open(root.resolve("flat")), Split.TRAIN));
    text("set/boxes/b.txt", "0 0.5 0.5 0.5 0.2");
    text("set/boxes.yaml", "train: elsewhere\nnames: [thing]\n");
    Dataset data = Boxes.open(root.resolve("set/boxes"));
    assertEquals(List.of("b.png"), Boxes.ids(data, Split.TRAIN));
    assertEquals(List.of("thing"), data.classes().names());
    assertEquals(12, data.split(Split.TRAIN).getFirst().source().image().width());
  }

  @Test
  void outlinesGiveTheirBoxAndArea() {
    PictureFiles.write(root, "1.png");
    text("1.txt", "0 0.25 0.1 0.75 0.1 0.75 0.5");
    Thing thing = Boxes.things(Boxes.open(root), "1.png").getFirst();
    assertEquals(new Box(3, 1, 9, 5), thing.box());
    assertEquals(12, thing.areaPx(), 1e-9);
  }

  @Test
  void pointsBehindABoxArePassedOver() {
    PictureFiles.write(root, "images/1.png");
    text("labels/1.txt", "0 0.5 0.5 0.5 0.2 0.1 0.2 1 0.3 0.4 1");
    text("data.yaml", "train: images\nnames: [a]\nkpt_shape: [2, 3]\n");
    assertEquals(
        new Box(3, 4, 9, 6), Boxes.things(Boxes.open(root), "images/1.png").getFirst().box());
  }

  @Test
  void boxesOutsideAreSaid() {
    PictureFiles.write(root, "1.png");
    Path file =
        text(
            "1.txt",
            "0 0.5 0.5 0.5 0.2\n0 1.5 0.5 0.5 0.2\n0 1 0.5 0.5 0.2\n0 .5 .5 0 1\n0 .5 .5 -.5 1\n0 nan 0 1 1");
    Dataset data = Boxes.open(root);
    assertEquals(2, Boxes.things(data, "1.png").size());
    assertEquals(5, data.warnings().size(), data.warnings().toString());
    assertTrue(data.warnings().getFirst().endsWith(file + " line 6"), data.warnings().toString());
  }

  @Test
  void linesThatAreWrongAreRefused() {
    PictureFiles.write(root, "1.png");
    says(
        "0 0.5 0.5 0.5",
        "line 1: expected a class and 4 numbers, or a class and the corners of an outline; got 4 numbers");
    says(
        "\n0 0.5 0.5 0.5 0.5 0.9",
        "line 2: expected a class and 4 numbers, or a class and the corners of an outline; got 6 numbers; if the last is a score, take it off");
    says(
        "0 100 200 50 60",
        "line 1: 100 is no share of the picture's width or height (0 to 1); are these pixels?");
    says("1.5 0.5 0.5 0.5 0.5", "line 1: a class is a whole number from 0, got 1.5");
    says("999999999 0.5 0.5 0.5 0.5", "line 1: a class is a whole number from 0, got 999999999");
    says("0 0.5 0.5 0.5 0.5\n0 0.5 0.5 'a' 0.5", "line 2: expected numbers, got ''a''");
    text("classes.txt", "a\nb\n");
    says(
        "0 0.5 0.5 0.5 0.5\n2 0.5 0.5 0.5 0.5",
        "line 2: class 2, but there are names for the classes 0 to 1 only");
  }

  private void says(String lines, String sentence) {
    Path file = text("1.txt", lines);
    Boxes.refused(root, file + " " + sentence);
  }

  @Test
  void whatMayBeMeantTwiceIsRefused() {
    PictureFiles.write(root, "images/1.png");
    Path one = text("labels/1.txt", "0 0.5 0.5 0.5 0.5");
    Path two = text("images/1.txt", "0 0.5 0.5 0.5 0.5");
    Boxes.refused(
        root,
        "the picture %s has labels in %s and in %s; keep one of them"
            .formatted(root.resolve("images/1.png"), two, one));
  }

  @Test
  void picturesThatShareALabelFileAreTold() {
    PictureFiles.write(root, "images/1.png", "images/1.jpg", "images/2.png");
    Path file = text("labels/1.txt", "0 0.5 0.5 0.5 0.5");
    text("labels/2.txt", "");
    assertEquals(
        List.of(
            "1 label file is taken for more than one picture: "
                + file
                + ", of images/1.jpg and images/1.png; give pictures names of their own"),
        Boxes.open(root).warnings());
  }

  @Test
  void yamlFilesThatAreWrongAreRefused() {
    PictureFiles.write(root, "images/1.png");
    yaml("nc: 3\nnames: [a, b]", ": nc is 3, but names has 2; correct one of them");
    yaml("names: [a, a]", ": names: a name stands there twice; each class needs one of its own");
    yaml("names: a", ": names: expected a list, or names by number");
    yaml("names: {a: b}", ": names: expected whole numbers as keys, got 'a'");
    yaml("nc: many", ": nc: expected a whole number, got 'many'");
    Path file = text("data.yaml", "names: [a");
    var e = assertThrows(DataException.class, () -> Boxes.open(file));
    assertTrue(
        e.getMessage().startsWith(file + " cannot be read as YAML (line 1, column "),
        e.getMessage());
    assertTrue(e.getMessage().endsWith("; correct it there"), e.getMessage());
    text("a/data.yaml", "names: [a]");
    text("a/other.yaml", "nc: 1");
    Boxes.refused(
        root.resolve("a"),
        root.resolve("a")
            + ": there are several YAML files, data.yaml and other.yaml; give the one that is meant");
  }

  private void yaml(String text, String sentence) {
    Path file = text("data.yaml", "train: images\n" + text + "\n");
    Boxes.refused(file, file + sentence);
  }

  @Test
  void aPictureOfOnePixel() {
    PictureFiles.bytes(
        root.resolve("1.png"),
        dev.fovea.image.Encode.png(dev.fovea.image.Image.of8(1, 1, 1, new byte[1])));
    text("1.txt", "0 0.5 0.5 1 1");
    assertEquals(
        List.of(Thing.of(0, new Box(0, 0, 1, 1))), Boxes.things(Boxes.open(root), "1.png"));
  }
}
