package dev.fovea.data.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in one format is read again, and so round all three. */
class BoxFolderTest {
  private static final Classes CLASSES =
      Classes.of("zebra", "a & <b> \"c\": d", "never", "Füchse #1");

  @TempDir Path root;

  @Test
  void roundAllThreeFormatsBoxesStay() throws IOException {
    Dataset first = drawn(false);
    Dataset coco = written(first, BoxFormat.COCO, "coco");
    Dataset voc = written(coco, BoxFormat.VOC, "voc");
    Dataset yolo = written(voc, BoxFormat.YOLO, "yolo");
    Dataset again = written(yolo, BoxFormat.COCO, "again");
    same(first, coco, 1e-12, true);
    same(first, voc, 1e-12, true);
    same(first, yolo, 1e-9, false);
    same(first, again, 1e-9, false);
    assertEquals("COCO JSON", coco.format());
    assertEquals("Pascal VOC XML", voc.format());
    assertEquals("YOLO text", yolo.format());
    for (Dataset one : List.of(coco, voc, yolo, again)) {
      assertEquals("1 of 4 classes has no box: 'never'", one.warnings().getLast());
    }
  }

  @Test
  void crowdsStayWhereTheFormatHasThem() {
    Dataset first = drawn(true);
    same(first, written(written(first, BoxFormat.COCO, "coco"), BoxFormat.VOC, "voc"), 1e-12, true);
    var yolo = new BoxFolder(root.resolve("yolo"), BoxFormat.YOLO, false, false);
    var e = assertThrows(DataException.class, () -> yolo.write(first));
    long crowds = things(first).stream().filter(Thing::crowd).count();
    assertEquals(
        root
            + ": "
            + crowds
            + " boxes are crowds, which YOLO's text cannot hold; leave them out with --drop-crowds, or keep another"
            + " format",
        e.getMessage());
    assertFalse(Files.exists(root.resolve("yolo")));
    var written = new BoxFolder(root.resolve("yolo"), BoxFormat.YOLO, false, true).write(first);
    assertEquals(crowds, written.dropped());
    assertEquals(things(first).size() - crowds, written.boxes());
  }

  @Test
  void picturesOfOneNameInManyFolders() throws IOException {
    PictureFiles.write(root, "in/a/1.png", "in/b/1.png", "in/c/1.png", "in/c/1.jpg", "in/2.png");
    var examples = new ArrayList<Example>();
    for (String id : List.of("a/1.png", "b/1.png", "c/1.png", "c/1.jpg", "2.png")) {
      examples.add(example(id, List.of(Thing.of(0, new Box(1, 1, 2 + examples.size(), 3)))));
    }
    var data =
        new Dataset(
            "x", root, Classes.of("a"), false, Map.of(Split.TRAIN, examples), List.of(), List.of());
    for (BoxFormat format : BoxFormat.values()) {
      Dataset read = written(data, format, format.word());
      same(data, read, 1e-12, true);
    }
    assertTrue(Files.exists(root.resolve("voc/JPEGImages/c-1-jpg.jpg")));
  }

  @Test
  void cocosIdsAreTheNumbersOfTheFilesWhereAllHaveOne() throws IOException {
    assertEquals(List.of(139, 7), ids("numbers", "a/000000000139.png", "a/7.png"));
    assertEquals(List.of(1, 2), ids("words", "a/139.png", "a/x7.png"));
    assertEquals(List.of(1, 2), ids("twice", "a/007.png", "b/7.png"));
  }

  private List<Integer> ids(String name, String... pictures) throws IOException {
    PictureFiles.write(root.resolve("in"), pictures);
    var examples = java.util.Arrays.stream(pictures).map(id -> example(id, List.of())).toList();
    var data =
        new Dataset(
            "x", root, Classes.of("a"), false, Map.of(Split.VAL, examples), List.of(), List.of());
    new BoxFolder(root.resolve(name), BoxFormat.COCO, false, false).write(data);
    String json = Files.readString(root.resolve(name + "/annotations/instances_val.json"));
    return java.util.regex.Pattern.compile("\"id\":(\\d+),\"file_name\"")
        .matcher(json)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  @Test
  void linksAreTheSameFile() throws IOException {
    Dataset data = drawn(false);
    var written = new BoxFolder(root.resolve("out"), BoxFormat.VOC, true, false).write(data);
    assertEquals(data.size(), written.linked());
    Path from = ((FileSource) data.split(Split.VAL).getFirst().source()).path();
    Path to = root.resolve("out/JPEGImages").resolve(from.getFileName());
    assertTrue(Files.isSameFile(from, to));
    new BoxFolder(root.resolve("copy"), BoxFormat.VOC, false, false).write(data);
    assertFalse(
        Files.isSameFile(from, root.resolve("copy/JPEGImages").resolve(from.getFileName())));
  }

  @Test
  void whatWasStoppedIsNotTakenForWhole() throws IOException {
    Dataset data = drawn(false);
    Path out = root.resolve("out");
    Path part = Files.createDirectory(root.resolve("out.part"));
    refused(
        data,
        out,
        part + " is there, left where writing was stopped; remove it, or give another folder");
    Files.delete(part);
    PictureFiles.text(out.resolve("a"), "");
    refused(data, out, out + " is not empty; give a new folder to write into");
    Files.delete(out.resolve("a"));
    refused(
        data,
        root.resolve("in/train"),
        root.resolve("in/train") + " is not empty; give a new folder to write into");
    new BoxFolder(out, BoxFormat.COCO, false, false).write(data);
    assertFalse(Files.exists(part));
  }

  @Test
  void namesThatVocCannotHoldAreRefused() {
    PictureFiles.write(root, "in/1.png");
    for (String name : List.of("b\nc", "b\u0001c", "b\ud800c")) {
      var data =
          new Dataset(
              "x",
              root,
              Classes.of("a", name),
              false,
              Map.of(Split.TEST, List.of(example("1.png", List.of()))),
              List.of(),
              List.of());
      Path out = root.resolve("out");
      var folder = new BoxFolder(out, BoxFormat.VOC, false, false);
      assertEquals(
          "the class 'b?c' has a line break or a control sign, which Pascal VOC XML cannot"
              + " hold; rename it, or choose another format",
          assertThrows(DataException.class, () -> folder.write(data)).getMessage());
      assertFalse(Files.exists(out));
    }
  }

  @Test
  void whatFailsLeavesNothing() throws IOException {
    String name = "a".repeat(255); // the longest; with .txt behind it it is none
    PictureFiles.write(root, "in/" + name);
    var data =
        new Dataset(
            "x",
            root,
            Classes.of("a"),
            false,
            Map.of(Split.TEST, List.of(example(name, List.of()))),
            List.of(),
            List.of());
    Path out = Files.createDirectory(root.resolve("out"));
    var folder = new BoxFolder(out, BoxFormat.YOLO, false, false);
    var e = assertThrows(DataException.class, () -> folder.write(data));
    assertEquals(
        out + " cannot be written: File name too long; make room or choose another place",
        e.getMessage());
    try (var left = Files.list(root)) {
      assertEquals(List.of(root.resolve("in")), left.toList());
    }
  }

  private static void refused(Dataset data, Path out, String sentence) {
    var folder = new BoxFolder(out, BoxFormat.COCO, false, false);
    assertEquals(
        sentence, assertThrows(DataException.class, () -> folder.write(data)).getMessage());
  }

  @Test
  void oneCornerOneFile() throws IOException {
    PictureFiles.write(root, "in/1.png");
    var things =
        List.of(new Thing(0, new Box(1.25, 0, 12, 10), true, 7), Thing.of(0, new Box(4, 5, 5, 6)));
    var data =
        new Dataset(
            "x",
            root,
            Classes.of("a"),
            false,
            Map.of(Split.TEST, List.of(example("1.png", things))),
            List.of(),
            List.of());
    same(data, written(data, BoxFormat.VOC, "voc"), 0, true);
    assertEquals(
        """
        <annotation>
          <folder>JPEGImages</folder>
          <filename>1.png</filename>
          <size>
            <width>12</width>
            <height>10</height>
            <depth>3</depth>
          </size>
          <segmented>0</segmented>
          <object>
            <name>a</name>
            <pose>Unspecified</pose>
            <truncated>0</truncated>
            <difficult>1</difficult>
            <bndbox>
              <xmin>2.25</xmin>
              <ymin>1</ymin>
              <xmax>12</xmax>
              <ymax>10</ymax>
            </bndbox>
            <area>7</area>
          </object>
          <object>
            <name>a</name>
            <pose>Unspecified</pose>
            <truncated>0</truncated>
            <difficult>0</difficult>
            <bndbox>
              <xmin>5</xmin>
              <ymin>6</ymin>
              <xmax>5</xmax>
              <ymax>6</ymax>
            </bndbox>
            <area>1</area>
          </object>
        </annotation>
        """,
        Files.readString(root.resolve("voc/Annotations/1.xml")));
    new BoxFolder(root.resolve("yolo"), BoxFormat.YOLO, false, true).write(data);
    assertEquals(
        "0 0.375 0.55 0.08333333333333 0.1\n",
        Files.readString(root.resolve("yolo/labels/test/1.txt")));
    assertEquals(
        "test: images/test\nnc: 1\nnames:\n  0: \"a\"\n",
        Files.readString(root.resolve("yolo/data.yaml")));
    new BoxFolder(root.resolve("coco"), BoxFormat.COCO, false, false).write(data);
    assertEquals(
        ("{'images':[{'id':1,'file_name':'1.png','width':12,'height':10}],'annotations':["
                + "{'id':1,'image_id':1,'category_id':1,'iscrowd':1,'area':7,'bbox':[1.25,0,10.75,10],'segmentation':[]},"
                + "{'id':2,'image_id':1,'category_id':1,'iscrowd':0,'area':1,'bbox':[4,5,1,1],'segmentation':[]}],"
                + "'categories':[{'id':1,'name':'a'}]}")
            .replace('\'', '"'),
        Files.readString(root.resolve("coco/annotations/instances_test.json")));
  }

  private Dataset drawn(boolean crowds) {
    var dice = Dice.of(4);
    var dealt = new EnumMap<Split, List<Example>>(Split.class);
    for (Split split : Split.values()) {
      var examples = new ArrayList<Example>();
      for (int i = 0; i < 8; i++) {
        String id = "%s/ä b,%s%d.png".formatted(split.word(), split, i);
        PictureFiles.write(root.resolve("in"), id);
        var things = new ArrayList<Thing>();
        for (int n = i == 3 ? 0 : dice.below(9); n > 0; n--) {
          double left = dice.chance(0.3) ? dice.below(11) : dice.uniform(-1, 11);
          double top = dice.chance(0.3) ? dice.below(9) : dice.uniform(-1, 9);
          var box = new Box(left, top, left + dice.uniform(1.01, 3), top + dice.uniform(1.01, 3));
          int label = dice.below(3);
          boolean crowd = crowds && dice.chance(0.3);
          double area = box.width() * box.height() * (dice.chance(0.5) ? 1 : 0.7);
          things.add(new Thing(label == 2 ? 3 : label, box, crowd, area));
        }
        examples.add(example(id, things));
      }
      dealt.put(split, examples);
    }
    return new Dataset("x", root, CLASSES, false, dealt, List.of(), List.of());
  }

  private Example example(String id, List<Thing> things) {
    var source = new FileSource(root.resolve("in"), Path.of(id));
    return new Example(id, source, new Truth.Objects(things));
  }

  private Dataset written(Dataset data, BoxFormat format, String name) {
    Path folder = root.resolve(name);
    var written = new BoxFolder(folder, format, false, false).write(data);
    assertEquals(data.size(), written.pictures());
    assertEquals(things(data).size(), written.boxes());
    return Datasets.open(folder, ReadOptions.forEvaluation().withBoxes());
  }

  private static List<Thing> things(Dataset data) {
    var things = new ArrayList<Thing>();
    for (Split split : Split.values()) {
      for (Example e : data.split(split)) things.addAll(((Truth.Objects) e.truth()).things());
    }
    return things;
  }

  /** Same splits, classes and picture bytes; boxes as near as that. */
  private static void same(Dataset one, Dataset other, double pixels, boolean whole) {
    assertEquals(one.classes(), other.classes());
    for (Split split : Split.values()) {
      var left = byBytes(one.split(split));
      var right = byBytes(other.split(split));
      assertEquals(left.keySet(), right.keySet());
      for (String key : left.keySet()) same(left.get(key), right.get(key), pixels, whole);
    }
  }

  private static Map<String, List<Thing>> byBytes(List<Example> examples) {
    var all = new java.util.TreeMap<String, List<Thing>>();
    for (Example e : examples) {
      byte[] bytes = e.source().image().bytes();
      all.put(java.util.Arrays.toString(bytes), ((Truth.Objects) e.truth()).things());
    }
    assertEquals(examples.size(), all.size());
    return all;
  }

  private static void same(List<Thing> one, List<Thing> other, double pixels, boolean whole) {
    assertEquals(one.size(), other.size());
    for (int i = 0; i < one.size(); i++) {
      Thing a = one.get(i);
      Thing b = other.get(i);
      assertEquals(a.label(), b.label());
      assertArrayEquals(corners(a.box()), corners(b.box()), pixels);
      if (!whole) continue;
      assertEquals(a.crowd(), b.crowd());
      assertEquals(a.areaPx(), b.areaPx(), 1e-9);
    }
  }

  private static double[] corners(Box box) {
    return new double[] {box.left(), box.top(), box.right(), box.bottom()};
  }
}
