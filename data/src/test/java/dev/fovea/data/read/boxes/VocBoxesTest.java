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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocBoxesTest {
  @TempDir Path root;

  private Path xml(String name, String... objects) {
    return PictureFiles.text(
        root.resolve(name),
        "<?xml version=\"1.0\"?>\n<annotation><folder>x</folder><filename>none.jpg</filename>"
            + "<size><width>12</width><height>10</height><depth>3</depth></size>"
            + String.join("", objects)
            + "</annotation>");
  }

  private static String object(String name, Object... corners) {
    return "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox><part><name>leg</name><bndbox><xmin>x</xmin></bndbox></part></object>"
        .formatted(name, corners[0], corners[1], corners[2], corners[3]);
  }

  @Test
  void theKitsFoldersAndLists() {
    PictureFiles.write(root, "JPEGImages/1.jpg", "JPEGImages/2.jpg", "JPEGImages/3.jpg");
    PictureFiles.write(root, "JPEGImages/4.jpg", "JPEGImages/5.jpg");
    xml("Annotations/1.xml", object("dog", 1, 1, 12, 10), object("cat", 2.5, 3, 4, 5));
    xml(
        "Annotations/2.xml",
        object(" dog ", 3, 4, 5, 6)
            .replace("</name><b", "</name><difficult>1</difficult><area>7.5</area><b"));
    xml("Annotations/3.xml");
    xml("Annotations/4.xml");
    PictureFiles.text(root.resolve("ImageSets/Main/train.txt"), "1\n3 \n");
    PictureFiles.text(root.resolve("ImageSets/Main/trainval.txt"), "1\n2\n3\n");
    PictureFiles.text(root.resolve("ImageSets/Main/val.txt"), "2\r\n\r\n");
    PictureFiles.text(root.resolve("ImageSets/Main/dog_train.txt"), "1 1\n3 -1\n");
    Dataset data = Boxes.open(root);
    assertEquals(
        "Pascal VOC XML: 2 classes, 3 images, 3 boxes (train 2, val 1)", data.description());
    assertEquals(List.of("cat", "dog"), data.classes().names());
    assertEquals(
        List.of(Thing.of(1, new Box(0, 0, 12, 10)), Thing.of(0, new Box(1.5, 2, 4, 5))),
        Boxes.things(data, "JPEGImages/1.jpg"));
    assertEquals(
        List.of(new Thing(1, new Box(2, 3, 5, 6), true, 7.5)),
        Boxes.things(data, "JPEGImages/2.jpg"));
    assertEquals(List.of(), Boxes.things(data, "JPEGImages/3.jpg"));
    assertEquals(
        List.of(
            "1 picture left out: in none of the lists of ImageSets/Main",
            "1 picture is named by no label file and left out: JPEGImages/5.jpg"),
        data.warnings());
  }

  @Test
  void labelsBesidePicturesInSplitFolders() {
    PictureFiles.write(root, "train/1.png", "train/sub/1.png", "valid/1.png", "test/images/2.png");
    xml("train/1.xml", object("b", 1, 1, 2, 2));
    xml("train/sub/1.xml", object("a", 1, 1, 2, 2));
    xml("valid/1.xml", object("b", 1, 1, 3, 2));
    xml("test/annotations/2.xml", object("b", 1, 1, 4, 2));
    xml("test/annotations/9.xml", object("b", 1, 1, 4, 2));
    PictureFiles.text(root.resolve("train/other.xml"), "<project/>");
    PictureFiles.text(root.resolve("classes.txt"), "b\nc\n");
    Dataset data = Boxes.open(root);
    assertEquals(
        "Pascal VOC XML: 3 classes, 4 images, 4 boxes (train 2, val 1, test 1)",
        data.description());
    assertEquals(List.of("b", "c", "a"), data.classes().names());
    assertEquals(2, Boxes.things(data, "train/sub/1.png").getFirst().label());
    assertEquals(
        List.of(
            "1 XML file left out: no VOC annotations in them",
            "1 label file has no picture: " + root.resolve("test/annotations/9.xml"),
            "1 of 3 classes has no box: 'c'"),
        data.warnings());
  }

  @Test
  void aClickIsNoBoxAndAPixelIsOne() {
    PictureFiles.write(root, "1.png");
    Path file =
        xml("1.xml", object("a", 5, 6, 5, 6), object("a", 5, 6, 5, 9), object("a", 9, 1, 3, 4));
    Dataset data = Boxes.open(root);
    assertEquals(List.of(Thing.of(0, new Box(4, 5, 5, 9))), Boxes.things(data, "1.png"));
    assertEquals(
        List.of(
            "1 box has swapped corners or a negative size and is left out: " + file + " object 3",
            "1 box has no width or no height and is left out: " + file + " object 1"),
        data.warnings());
  }

  @Test
  void filesThatAreWrongAreRefused() {
    PictureFiles.write(root, "1.png");
    says(object("a", "left", 1, 2, 2), " object 1: xmin: expected a number, got 'left'");
    says(object("a", 1, 1, 2, 2) + object("", 1, 1, 2, 2), " object 2: has no name");
    says("<object><name>a</name></object>", " object 1: its bndbox has no xmin");
    Path file = root.resolve("1.xml");
    PictureFiles.text(file, "<annotation><object><name>a");
    Boxes.refused(root, file + " cannot be read as XML (line 1, column 28); is it cut off?");
  }

  @Test
  void textsAreUtf8UnlessTheySayOtherwise() throws Exception {
    PictureFiles.write(root, "1.png");
    Path file = xml("1.xml", object("caf\u00e9", 1, 1, 2, 2));
    assertEquals(List.of("caf\u00e9"), Boxes.open(root).classes().names());
    String text = Files.readString(file);
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    Boxes.refused(root, file + " is not UTF-8 text; save it as UTF-8");
    for (var encoding : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
      String said = "version=\"1.0\" encoding=\"" + encoding.name() + '"';
      Files.write(file, text.replace("version=\"1.0\"", said).getBytes(encoding));
      assertEquals(List.of("caf\u00e9"), Boxes.open(root).classes().names(), encoding.name());
    }
  }

  private void says(String objects, String sentence) {
    Path file = xml("1.xml", objects);
    Boxes.refused(root, file + sentence);
  }

  @Test
  void nothingOutsideTheFileIsReadAndNothingExpanded() {
    PictureFiles.write(root, "1.png");
    Path secret = PictureFiles.text(root.resolve("secret"), "secret");
    String start =
        "<?xml version=\"1.0\"?><!DOCTYPE annotation [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]>";
    Path file =
        PictureFiles.text(
            root.resolve("1.xml"), start + "<annotation><filename>&x;</filename></annotation>");
    Boxes.refused(root, file + " has a document type, which is not read; remove it");
    PictureFiles.text(file, "<annotation><filename>&x;</filename></annotation>");
    var e = assertThrows(DataException.class, () -> Boxes.open(root));
    assertTrue(e.getMessage().startsWith(file + " cannot be read as XML"), e.getMessage());
  }

  @Test
  void whatMayBeMeantTwiceIsRefused() {
    PictureFiles.write(root, "images/1.png", "annotations/1.png");
    Path one = xml("annotations/1.xml", object("a", 1, 1, 2, 2));
    assertEquals(List.of("annotations/1.png"), Boxes.ids(Boxes.open(root), Split.TRAIN));
    Path two = xml("annotations/old/1.xml", object("a", 1, 1, 2, 2));
    Boxes.refused(
        root,
        "the picture annotations/1.png has labels in %s and in %s; keep one of them"
            .formatted(one, two));
    PictureFiles.write(root, "annotations/1.jpg");
    Boxes.refused(
        root,
        root
            + ": annotations/1.xml may be of annotations/1.jpg or of annotations/1.png; keep one of"
            + " the pictures, or put it beside its labels");
  }

  @Test
  void listsNamePicturesOfTwoSuffixes() {
    PictureFiles.write(root, "JPEGImages/1.png.jpg", "JPEGImages/2.jpg.png", "JPEGImages/3.png");
    for (String name : List.of("1.png", "2.jpg", "3"))
      xml("Annotations/" + name + ".xml", object("a", 1, 1, 2, 2));
    PictureFiles.text(root.resolve("ImageSets/Main/train.txt"), "1.png\n3.png\n");
    PictureFiles.text(root.resolve("ImageSets/Main/val.txt"), "2.jpg.png\n");
    Dataset data = Boxes.open(root);
    assertEquals(List.of("JPEGImages/1.png.jpg", "JPEGImages/3.png"), Boxes.ids(data, Split.TRAIN));
    assertEquals(List.of("JPEGImages/2.jpg.png"), Boxes.ids(data, Split.VAL));
    assertEquals(List.of(), data.warnings());
  }

  @Test
  void filesThatSeemToCountFromZeroAreTold() {
    PictureFiles.write(root, "1.png", "2.png");
    xml("1.xml", object("a", 1, 1, 3, 4));
    Path file = xml("2.xml", object("a", 1, 1, 3, 4), object("a", 0, 2, 3, 4));
    assertEquals(
        List.of(
            "1 object has an xmin or ymin of 0: VOC counts pixels from 1; if these files count from"
                + " 0, their boxes lie 1 px too far left and up; the first: "
                + file
                + " object 2"),
        Boxes.open(root).warnings());
  }

  @Test
  void cvatsFilesAreNoneOfVocs() {
    PictureFiles.write(root, "1.png");
    String cvat = "<annotations><image name=\"1.png\"><box label=\"a\"/></image></annotations>";
    PictureFiles.text(root.resolve("annotations.xml"), cvat);
    var e = assertThrows(DataException.class, () -> Boxes.open(root));
    assertTrue(e.getMessage().startsWith(root + ": found no boxes; expected "), e.getMessage());
    PictureFiles.text(root.resolve("annotations.xml"), cvat.substring(0, 30));
    e = assertThrows(DataException.class, () -> Boxes.open(root));
    assertTrue(e.getMessage().startsWith(root + ": found no boxes; expected "), e.getMessage());
    xml("1.xml", object("a", 1, 1, 3, 4));
    assertEquals(
        "1 XML file left out: no VOC annotations in them", Boxes.open(root).warnings().getFirst());
  }

  @Test
  void anAreaThatIsNoMeasureIsTheBoxes() {
    PictureFiles.write(root, "1.png");
    String area = "</name><area>Infinity</area><b";
    xml(
        "1.xml",
        object("a", 1, 1, 3, 4).replace("</name><b", area),
        object("a", 5, 5, 5, 5).replace("</name><b", area));
    Dataset data = Boxes.open(root);
    assertEquals(List.of(Thing.of(0, new Box(0, 0, 3, 4))), Boxes.things(data, "1.png"));
    assertTrue(
        data.warnings().getFirst().startsWith("1 box has no width or no height"),
        data.warnings().toString());
  }

  @Test
  void listsThatShareAPictureAreRefused() {
    PictureFiles.write(root, "JPEGImages/1.png");
    xml("Annotations/1.xml", object("a", 1, 1, 2, 2));
    PictureFiles.text(root.resolve("ImageSets/Main/train.txt"), "1.png\n");
    Path val = PictureFiles.text(root.resolve("ImageSets/Main/val.txt"), "1\n");
    Boxes.refused(root, val + ": 1 is in the list of train, too; a picture is in one of them");
    PictureFiles.text(root.resolve("ImageSets/Main/train.txt"), "8\n");
    PictureFiles.text(val, "9\n");
    Boxes.refused(root, root + ": the lists of ImageSets/Main name none of its pictures");
  }
}
