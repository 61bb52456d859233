package dev.fovea.data.read.boxes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Box;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoBoxesTest {
  private static final String CATEGORIES =
      "'categories':[{'id':7,'name':'cat'},{'id':3,'name':'ant'}]";

  @TempDir Path root;

  /** A file whose only picture is 1.png of 12 x 10 px, with these annotations. */
  private Path json(String annotations) {
    PictureFiles.write(root, "1.png");
    return write(
        "annotations.json",
        "{'info':{'year':[1,{'a':2}]},'annotations':["
            + annotations
            + "],'images':[{'id':5,'file_name':'1.png','width':12,'height':10}],"
            + CATEGORIES
            + "}");
  }

  private Path write(String name, String text) {
    return PictureFiles.text(root.resolve(name), text.replace('\'', '"'));
  }

  private static String box(int id, String bbox) {
    return "{'id':%d,'image_id':5,'category_id':3,'bbox':%s}".formatted(id, bbox);
  }

  @Test
  void boxesAreReadWithClassesInOrderOfId() {
    Path file =
        json(
            "{'id':90,'image_id':5,'category_id':7,'bbox':[1.5,2,3,4.25],'area':9.5,'iscrowd':1},"
                + box(91, "[0,0,12,10]"));
    Dataset data = Boxes.open(file);
    assertEquals("COCO JSON: 2 classes, 1 image, 2 boxes (train 1)", data.description());
    assertTrue(data.boxes());
    assertEquals(List.of("ant", "cat"), data.classes().names());
    assertEquals(
        List.of(
            new Thing(1, new Box(1.5, 2, 4.5, 6.25), true, 9.5),
            new Thing(0, new Box(0, 0, 12, 10), false, 120)),
        Boxes.things(data, "1.png"));
    assertEquals(List.of(0, 1), data.split(Split.TRAIN).getFirst().truth().labels());
    assertEquals(List.of(), data.warnings());
  }

  /** The texts and areas are pycocotools' (mask.frPyObjects, area and toBbox). */
  @Test
  void outlinesGiveAreaAndBoxWhereTheyAreMissing() {
    json(
        String.join(
            ",",
            "{'id':1,'image_id':5,'category_id':3,'segmentation':[[1,1,5,1,5,4],[7,1,8,1,8,2,7,2]]}",
            "{'id':2,'image_id':5,'category_id':3,'bbox':[0,0,9,9],'segmentation':"
                + "{'size':[10,12],'counts':[12,5,5,5,93]}}",
            "{'id':3,'image_id':5,'category_id':3,'segmentation':{'counts':'<550h2','size':[10,12]}}",
            "{'id':4,'image_id':5,'category_id':3,'bbox':[0,0,9,9],'area':null,'segmentation':[]}",
            "{'id':5,'image_id':5,'category_id':3,'segmentation':"
                + "{'size':[10,12],'counts':[5,18,97]},'iscrowd':true}"));
    assertEquals(
        List.of(
            new Thing(0, new Box(1, 1, 8, 4), false, 7),
            new Thing(0, new Box(0, 0, 9, 9), false, 10),
            new Thing(0, new Box(1, 2, 3, 7), false, 10),
            new Thing(0, new Box(0, 0, 9, 9), false, 81),
            new Thing(0, new Box(0, 0, 3, 10), true, 18)),
        Boxes.things(Boxes.open(root), "1.png"));
  }

  /** A disc of 97 x 120 px and a spot: pycocotools' text, area and box. */
  @Test
  void longRunLengthsOfPycocotools() throws Exception {
    String text =
        "]n02]m3a0mTL8J4L4L4L4M2N2M4N0O2N2N2O0O2O00000000000000000001N101N2N2N102L3N2N3L4L4L4L6Hii2";
    var outline = new CocoOutline();
    String json = "{\"counts\":\"" + text + "\",\"size\":[97,120]}";
    try (var in = new com.fasterxml.jackson.core.JsonFactory().createParser(json)) {
      in.nextToken();
      assertNull(outline.read(in));
    }
    assertEquals(1871, outline.area());
    assertArrayEquals(new double[] {10, 3, 80, 77}, outline.box());
  }

  @Test
  void annotationsOfSplitsBesidePictureFolders() {
    PictureFiles.write(root, "train2017/1.png", "train2017/2.png", "images/val2017/3.png");
    String two = "{'images':[{'id':1,'file_name':'1.png'},{'id':2,'file_name':'2.png'}],";
    write(
        "annotations/instances_train2017.json",
        two + CATEGORIES + ",'annotations':[" + box(1, "[1,1,2,2]").replace(":5,", ":1,") + "]}");
    write(
        "annotations/instances_val2017.json",
        "{'images':[{'id':'a','file_name':'3.png'}],"
            + "'categories':[{'id':1,'name':'cat'},{'id':2,'name':'bee'}],'annotations':["
            + "{'id':1,'image_id':'a','category_id':1,'bbox':[1,1,2,2]}]}");
    write("annotations/captions_train2017.json", "{'images':[],'annotations':[{'caption':'x'}]}");
    Dataset data = Boxes.open(root);
    assertEquals("COCO JSON: 3 classes, 3 images, 2 boxes (train 2, val 1)", data.description());
    assertEquals(List.of("ant", "cat", "bee"), data.classes().names());
    assertEquals(List.of("train2017/1.png", "train2017/2.png"), Boxes.ids(data, Split.TRAIN));
    assertEquals(List.of("images/val2017/3.png"), Boxes.ids(data, Split.VAL));
    assertEquals(1, Boxes.things(data, "images/val2017/3.png").getFirst().label());
    assertEquals(List.of(), Boxes.things(data, "train2017/2.png"));
    assertEquals(
        List.of(
            root.resolve("annotations/instances_val2017.json")
                + " has other categories than "
                + root.resolve("annotations/instances_train2017.json")
                + "; they are brought together by their names",
            "1 of 3 classes has no box: 'bee'",
            "class 'cat' is in val (1 picture) but not in train: it cannot be learnt"),
        data.warnings());
    Dataset alone = Boxes.open(root.resolve("annotations/instances_val2017.json"));
    assertEquals(List.of("3.png"), Boxes.ids(alone, Split.TRAIN));
  }

  @Test
  void aFileAloneIsOfTheSplitThatItsNameSaysUnlessItIsLearned() {
    PictureFiles.write(root, "1.png", "valid/2.png");
    String text = "{'images':[{'id':5,'file_name':'%s'}]," + CATEGORIES + ",'annotations':[%s]}";
    var files =
        List.of(
            write("instances_test2017.json", text.formatted("1.png", box(1, "[1,1,2,2]"))),
            write("valid/_annotations.coco.json", text.formatted("2.png", box(1, "[1,1,2,2]"))),
            write("boxes.json", text.formatted("1.png", box(1, "[1,1,2,2]"))));
    var splits = List.of(Split.TEST, Split.VAL, Split.TRAIN);
    for (int i = 0; i < 3; i++) {
      Dataset read = Datasets.open(files.get(i), ReadOptions.forEvaluation().withBoxes());
      assertEquals(1, read.split(splits.get(i)).size(), files.get(i).toString());
      assertEquals(1, Boxes.open(files.get(i)).split(Split.TRAIN).size(), files.get(i).toString());
    }
  }

  @Test
  void picturesThatNoFileNamesAreTold() {
    PictureFiles.write(root, "images/1.png", "images/2.png", "images/3.png", "masks/1.png");
    String text = "{'images':[{'id':5,'file_name':'%s'}]," + CATEGORIES + ",'annotations':[%s]}";
    Path train = write("instances_train.json", text.formatted("1.png", box(1, "[1,1,2,2]")));
    write("instances_val.json", text.formatted("3.png", box(1, "[1,1,2,2]")));
    assertEquals(
        "1 picture is named by no label file and left out: images/2.png",
        Boxes.open(root).warnings().getFirst());
    assertEquals(List.of("1 of 2 classes has no box: 'cat'"), Boxes.open(train).warnings());
  }

  @Test
  void splitFoldersWithTheirOwnFiles() {
    PictureFiles.write(root, "train/1.png", "valid/2.png", "test/images/3.png");
    String text = "{'images':[{'id':5,'file_name':'%s'}]," + CATEGORIES + ",'annotations':[%s]}";
    write("train/_annotations.coco.json", text.formatted("1.png", box(1, "[1,1,2,2]")));
    write("valid/_annotations.coco.json", text.formatted("2.png", ""));
    write("test/annotations.json", text.formatted("images/3.png", box(1, "[1,1,2,2]")));
    Dataset data = Boxes.open(root);
    assertEquals(
        "COCO JSON: 2 classes, 3 images, 2 boxes (train 1, val 1, test 1)", data.description());
    assertEquals(List.of("test/images/3.png"), Boxes.ids(data, Split.TEST));
  }

  @Test
  void boxesThatAreNoneAreLeftOutAndSaid() {
    Path file =
        json(
            String.join(
                ",",
                box(1, "[1,1,2,2]"),
                box(2, "[1,1,NaN,2]"),
                box(3, "[1,1,-2,2]"),
                box(4, "[1,1,0,2]"),
                box(5, "[12,1,2,2]"),
                box(6, "[8,1,8,2]"),
                box(7, "[1,1,Infinity,2]"),
                box(8, "[1,1,2,2]"),
                box(9, "[11.5,1,1,2]")));
    Dataset data = Boxes.open(file);
    assertEquals(4, Boxes.things(data, "1.png").size());
    assertEquals(new Box(8, 1, 16, 3), Boxes.things(data, "1.png").get(1).box());
    String at = file + " annotation ";
    assertEquals(
        List.of(
            "2 boxes have a corner that is no number and are left out; the first: " + at + 2,
            "1 box has swapped corners or a negative size and is left out: " + at + 3,
            "1 box has no width or no height and is left out: " + at + 4,
            "1 box lies outside the picture and is left out: " + at + 5,
            "1 box lies partly outside the picture; training sees the part inside: " + at + 6,
            "1 box is there twice, class and corners the same: " + at + 8,
            "1 of 2 classes has no box: 'cat'"),
        data.warnings());
  }

  @Test
  void anAreaThatIsNoMeasureIsTheBoxes() {
    String at = "{'id':1,'image_id':5,'category_id':3,'bbox':[1,1,2,3],'area':%s%s}";
    String outline = ",'segmentation':[[1,1,3,1,3,4]]";
    for (String area : List.of("Infinity", "1e999", "NaN", "-7")) {
      json(at.formatted(area, "") + "," + at.formatted(area, outline));
      var things = Boxes.things(Boxes.open(root), "1.png");
      assertEquals(List.of(6.0, 3.0), things.stream().map(Thing::areaPx).toList(), area);
    }
  }

  @Test
  void aBoxWithoutMeasureIsNone() {
    Path file = json(box(1, "[0,0,1e200,1e200]") + "," + box(2, "[1,1,2,2]"));
    Dataset data = Boxes.open(file);
    assertEquals(1, Boxes.things(data, "1.png").size());
    assertEquals(
        "1 box has a corner that is no number and is left out: " + file + " annotation 1",
        data.warnings().getFirst());
  }

  @Test
  void idsForResultsAreThoseOfTheFile() {
    Path file =
        write(
            "a.json",
            "{'images':[{'id':7,'file_name':'1.png'},{'id':'x','file_name':'in/1.png'},"
                + "{'id':9,'file_name':'./b/2.png'}],'annotations':[],"
                + CATEGORIES
                + "}");
    var ids = CocoIds.of(file);
    assertEquals(Optional.of(7L), ids.picture(Path.of("/data/out/1.png")));
    assertEquals(Optional.of("x"), ids.picture(Path.of("/data/in/1.png")));
    assertEquals(Optional.of(9L), ids.picture(Path.of("/data/b/c/../2.png")));
    assertEquals(7, ids.category("cat").getAsLong());
    assertTrue(ids.category("dog").isEmpty());
    assertEquals(Optional.empty(), ids.picture(Path.of("/data/c/2.png")));
    Path none = write("b.json", "{'images':[],'annotations':[]," + CATEGORIES + "}");
    var e = assertThrows(DataException.class, () -> CocoIds.of(none));
    assertEquals(none + ": names no images or no categories, so it has no ids", e.getMessage());
  }

  @Test
  void filesThatContradictThemselvesAreRefused() {
    says(
        "{'id':4,'image_id':5,'category_id':9,'bbox':[1,1,2,2]}",
        ": annotation 4 has category_id 9, which is not among the categories");
    says(
        "{'id':4,'image_id':6,'category_id':3,'bbox':[1,1,2,2]}",
        ": annotation 4 has image_id 6, which is not among the images");
    says(
        "{'id':4,'image_id':5,'category_id':3,'bbox':['1',1,2,2]}",
        ": annotation 4: bbox: expected 4 numbers [x, y, width, height], got the text \"1\"");
    says(
        "{'id':4,'image_id':5,'category_id':3,'bbox':'1 1 2 2'}",
        ": annotation 4: bbox: expected 4 numbers [x, y, width, height], got the text \"1 1 2 2\"");
    says(
        "{'id':4,'image_id':5,'category_id':3,'bbox':[1,2,3]}",
        ": annotation 4: bbox: expected 4 numbers [x, y, width, height], got 3");
    says(
        "{'id':4,'image_id':5,'category_id':3,'bbox':[1,2,3,4,5]}",
        ": annotation 4: bbox: expected 4 numbers [x, y, width, height], got more");
    says(
        "{'id':4,'image_id':'5','category_id':3,'bbox':[1,1,2,2]}",
        ": annotation 4 has image_id \"5\", which is not among the images; 5 is: write both alike");
    says("{'id':4,'image_id':5,'category_id':3}", ": annotation 4: has no bbox");
    says("{'id':4,'image_id':5,'bbox':[1,1,2,2]}", ": annotation 4: has no category_id");
    says("{'category_id':3,'bbox':[1,1,2,2]}", ": annotation 0: has no image_id");
    says(
        "{'id':4,'image_id':5,'category_id':'ant','bbox':[1,1,2,2]}",
        ": annotation 4: category_id: expected a whole number, got the text \"ant\"");
    says(
        "{'id':4,'image_id':5,'category_id':3,'segmentation':{'size':[1,1],'counts':[0,9]}}",
        ": annotation 4: segmentation: counts has 9 pixels, size 1");
    says(
        "{'id':4,'image_id':5,'category_id':3,'segmentation':{'size':[1,1],'counts':'!'}}",
        ": annotation 4: segmentation: the text of counts cannot be unpacked");
    says("7", ": annotations 0: expected an object in {}");
    says(
        "{'id':4,'image_id':5,'category_id':10000000000000000000,'bbox':[1,1,2,2]}",
        ": annotation 4: category_id: expected a whole number below 2^63, got"
            + " 10000000000000000000");
    Path file = write("name.json", "{'categories':[{'id':1,'name':null}]}");
    Boxes.refused(file, file + ": category 0: name: expected a text, got null");
  }

  @Test
  void textsThatAreNotUtf8AreToldFromFilesThatAreCutOff() throws Exception {
    Path file = root.resolve("latin.json");
    byte[] latin =
        "{\"categories\":[{\"id\":1,\"name\":\"caf\u00e9\"}]}"
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, latin);
    String said = assertThrows(DataException.class, () -> Boxes.open(file)).getMessage();
    assertTrue(said.endsWith("; save it as UTF-8"), said);
    write("cut.json", "{'categories':[{'id':1,'name':'ca");
    String cut =
        assertThrows(DataException.class, () -> Boxes.open(root.resolve("cut.json"))).getMessage();
    assertTrue(cut.endsWith("; is it cut off?"), cut);
    write("list.json", "{'categories':[{'id':1,'name':'cat'}");
    String list =
        assertThrows(DataException.class, () -> Boxes.open(root.resolve("list.json"))).getMessage();
    assertTrue(list.contains("expected close marker for Array; is it cut off?"), list);
    write("comma.json", "{'categories':[{'id':1 'name':'cat'}]}");
    write("objects.json", "{'categories':[{'id':1,'name':'cat'},");
    String objects =
        assertThrows(DataException.class, () -> Boxes.open(root.resolve("objects.json")))
            .getMessage();
    assertTrue(objects.endsWith("; is it cut off?"), objects);
    String comma =
        assertThrows(DataException.class, () -> Boxes.open(root.resolve("comma.json")))
            .getMessage();
    assertTrue(comma.endsWith("; correct it there"), comma);
  }

  private void says(String annotation, String sentence) {
    Path file = json(annotation);
    Boxes.refused(file, file + sentence);
    Boxes.refused(root, file + sentence);
  }

  @Test
  void filesOfNonsenseAreRefused() {
    Path cut = json(box(1, "[1,1,2,2]") + "," + box(2, "[1,1,2,2"));
    var e = assertThrows(DataException.class, () -> Boxes.open(cut));
    assertTrue(
        e.getMessage().startsWith(cut + " cannot be read as JSON (line 1, column "),
        e.getMessage());
    Path list = write("a/annotations.json", "[1]");
    Boxes.refused(list, list + ": expected an object with images, annotations and categories");
    Path twice = write("b.json", "{'categories':[{'id':1,'name':'x'},{'id':2,'name':'x'}]}");
    Boxes.refused(
        twice,
        twice + ": the categories 1 and 2 are both called 'x'; give them names of their own");
    Path none = write("c.json", "{'images':[],'annotations':[],'categories':[]}");
    Boxes.refused(none, none + ": names no categories, so there are no classes");
    Path gone = write("d/d.json", "{'images':[{'id':1,'file_name':'x.png'}]," + CATEGORIES + "}");
    Boxes.refused(
        gone,
        gone
            + ": its pictures are not found; the first would be "
            + gone.resolveSibling("x.png")
            + " (put them beside the file, or into 'images' or 'train' beside its folder)");
  }

  @Test
  void jsonThatIsCutAnywhereIsOneSentence() {
    Path whole = json(box(1, "[1,1,2,2]"));
    String text =
        "{'images':[{'id':5,'file_name':'1.png','width':12,'height':10}],"
            + CATEGORIES
            + ",'annotations':["
            + box(1, "[1,1,2,2]")
            + "]}";
    for (int length = 0; length < text.length(); length++) {
      write("annotations.json", text.substring(0, length));
      var e = assertThrows(DataException.class, () -> Boxes.open(whole));
      assertTrue(e.getMessage().startsWith(whole.toString()), e.getMessage());
      assertTrue(e.getMessage().length() < 400, e.getMessage());
    }
  }

  @Test
  void tenThousandBoxesOnAPictureAndNoneOnAnother() {
    var all = new StringBuilder(box(0, "[0,0,12,10]"));
    for (int i = 1; i < 10_000; i++)
      all.append(',').append(box(i, "[0,0,%d.5,9]".formatted(i % 11)));
    Dataset data = Boxes.open(json(all.toString()));
    assertEquals(10_000, Boxes.things(data, "1.png").size());
  }

  @Test
  void withoutBoxesThereIsNothingToTrainOn() {
    Path file = json("");
    Boxes.refused(
        file,
        file
            + ": none of the training pictures has a box (COCO JSON: 2 classes, 1 image, 0 boxes (train 1))");
    assertEquals(1, Datasets.open(file, ReadOptions.forEvaluation().withBoxes()).size());
    Path empty = PictureFiles.text(root.resolve("empty/readme.md"), "x").getParent();
    var e = assertThrows(DataException.class, () -> Boxes.open(empty));
    assertTrue(
        e.getMessage().startsWith(empty + ": found no boxes; expected COCO JSON"), e.getMessage());
  }

  @Test
  void crowdsAloneAreNothingToTrainOn() {
    Path file = json("{'id':1,'image_id':5,'category_id':3,'bbox':[1,1,5,5],'iscrowd':1}");
    Boxes.refused(
        file,
        file
            + ": none of the training pictures has a box that is no crowd, and from crowds nothing is"
            + " learned (COCO JSON: 2 classes, 1 image, 1 box (train 1))");
  }

  /** And no class folder that is called images. */
  @Test
  void aFileThatIsCalledAsOursIsAndIsNoneIsNamed() {
    PictureFiles.write(root, "images/1.png");
    Path file = write("annotations.json", "[1, 2]");
    String sentence = file + ": expected an object with images, annotations and categories";
    Boxes.refused(root, sentence);
    assertTrue(Datasets.boxed(root));
    write("annotations.json", "");
    Boxes.refused(root, sentence);
    PictureFiles.write(root, "others/1.png");
    assertFalse(Datasets.boxed(root), "these are classes");
  }

  @Test
  void picturesThatAreNotThereAreBroken() {
    PictureFiles.write(root, "1.png");
    Path file =
        write(
            "annotations.json",
            "{'images':[{'id':5,'file_name':'1.png'},{'id':6,'file_name':'2.png'}],"
                + CATEGORIES
                + ",'annotations':["
                + box(1, "[1,1,2,2]")
                + "]}");
    Dataset data = Boxes.open(file);
    assertEquals(
        "COCO JSON: 2 classes, 1 image, 1 box (train 1), 1 broken left out", data.description());
    assertEquals("2.png", data.broken().getFirst().id());
  }
}
