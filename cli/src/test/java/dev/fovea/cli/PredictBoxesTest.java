package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.graph.Init;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Decode;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that never learned answers anywhere: what it says stands in every form alike. */
class PredictBoxesTest {
  @TempDir static Path shared;

  /** Sums of random layers are large; with this they spread over a sigmoid. */
  private static final float OUTPUTS = 0.02f;

  private static Path model;
  private static Path pictures;

  @TempDir Path box;

  @BeforeAll
  static void write() throws Exception {
    model = detector(shared.resolve("cells.safetensors"));
    pictures = Files.createDirectories(shared.resolve("pictures"));
    Encode.write(picture(1, 200, 120), pictures.resolve("000000000139.png"));
    Encode.write(picture(2, 90, 150), pictures.resolve("second.jpg"));
  }

  /** Of random weights that give scores of all sizes; the best five boxes of any score. */
  static Path detector(Path file) {
    Drawing drawing = Detectors.of("yolo-n", DetectorOptions.of(2));
    DetectPostprocess how = Postprocesses.of(drawing.style()).withMinScore(0).withMost(5);
    try (var weights = InitialWeights.of(drawing.network(), Init.KAIMING_FAN_OUT, 5);
        var _ = Gradients.off();
        var _ = new Scope()) {
      for (String name : List.copyOf(weights.tensors().keySet())) {
        if (!name.endsWith("out.weight")) continue;
        float[] numbers = Tensors.toArray(weights.get(name));
        for (int i = 0; i < numbers.length; i++) numbers[i] *= OUTPUTS;
        weights.replace(name, Scope.keep(Tensors.of(numbers, weights.get(name).shape())));
      }
      ModelFile.write(
          file,
          new Model(
              "detect",
              drawing.network(),
              weights,
              Classes.of("RBC", "WBC"),
              Preprocess.letterbox(96, 128, 32),
              how,
              new LinkedHashMap<>(),
              new LinkedHashMap<>()));
    }
    return file;
  }

  static Image picture(int seed, int width, int height) {
    var samples = new byte[3 * width * height];
    new Random(seed).nextBytes(samples);
    return Image.of8(width, height, 3, samples);
  }

  private static List<Detections> wanted() {
    try (var detector = Detector.open(model, Settings.on("cpu"))) {
      return detector.detectFiles(
          List.of(pictures.resolve("000000000139.png"), pictures.resolve("second.jpg")));
    }
  }

  @Test
  void aTableSaysHowManyOfEach() {
    Said said = Said.of("predict", model, pictures);
    assertEquals(0, said.code(), said.err());
    List<String> lines = said.out().lines().toList();
    assertTrue(lines.getFirst().matches("Picture +Found +Surest"), said.out());
    for (int i = 0; i < 2; i++) {
      var counts = new ArrayList<String>();
      wanted().get(i).counts().forEach((name, count) -> counts.add(count + " " + name));
      String line = lines.get(2 + i);
      assertTrue(line.contains("  " + String.join(", ", counts) + "  "), line);
      assertTrue(line.endsWith(" %") && Cell.width(line) <= 80, line);
    }
    Said none = Said.of("predict", model, pictures, "--min-score", 1);
    assertEquals(2, none.out().lines().filter(line -> line.endsWith("  nothing")).count());
  }

  @Test
  void aLineOfJsonHasTheBoxesOfAPicture() throws Exception {
    Path file = box.resolve("boxes.jsonl");
    Said said = Said.of("predict", model, pictures, "--json", file);
    assertEquals(0, said.code(), said.err());
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    List<Detections> wanted = wanted();
    for (int i = 0; i < 2; i++) {
      assertTrue(
          lines
              .get(i)
              .contains(i == 0 ? "\"width\":200,\"height\":120" : "\"width\":90,\"height\""),
          lines.get(i));
      var numbers = numbers(lines.get(i));
      List<Detection> found = wanted.get(i).found();
      assertEquals(2 + 5 * found.size(), numbers.size());
      for (int k = 0; k < found.size(); k++) {
        Box there = found.get(k).box();
        double[] each = {
          found.get(k).score(), there.left(), there.top(), there.right(), there.bottom()
        };
        for (int j = 0; j < 5; j++) assertEquals(each[j], numbers.get(2 + 5 * k + j), 1e-3);
      }
    }
  }

  @Test
  void cocosResultsAndYoloTextHoldTheSame() throws Exception {
    Path coco = box.resolve("results.json");
    Path yolo = box.resolve("labels");
    Said said = Said.of("predict", model, pictures, "--coco", coco, "--yolo", yolo);
    assertEquals(0, said.code(), said.err());
    String text = Files.readString(coco);
    assertTrue(text.contains("{\"image_id\":139,\"category_id\":"), text);
    assertTrue(text.contains("{\"image_id\":\"second\",\"category_id\":"), text);
    var numbers = numbers(text.replace("\"second\"", "7"));
    var wanted = wanted();
    var each = new ArrayList<Detection>(wanted.get(0).found());
    each.addAll(wanted.get(1).found());
    assertEquals(7 * each.size(), numbers.size());
    for (int i = 0; i < each.size(); i++) {
      Box there = each.get(i).box();
      assertEquals(each.get(i).label() + 1, numbers.get(7 * i + 1));
      assertEquals(there.left(), numbers.get(7 * i + 2), 1e-3);
      assertEquals(there.height(), numbers.get(7 * i + 5), 1e-3);
      assertEquals(each.get(i).score(), numbers.get(7 * i + 6), 1e-6);
    }
    List<String> lines = Files.readAllLines(yolo.resolve("000000000139.txt"));
    assertEquals(wanted.get(0).found().size(), lines.size());
    Detection first = wanted.get(0).found().getFirst();
    String[] words = lines.getFirst().split(" ", -1);
    assertEquals("" + first.label(), words[0]);
    assertEquals(
        (first.box().left() + first.box().right()) / 2 / 200, Double.parseDouble(words[1]), 1e-5);
    assertEquals(first.box().height() / 120, Double.parseDouble(words[4]), 1e-5);
    assertEquals(5, words.length);
    assertTrue(Files.exists(yolo.resolve("second.txt")));
    Path scored = box.resolve("scored");
    Said.of("predict", model, pictures, "--yolo", scored, "--yolo-scores");
    String line = Files.readAllLines(scored.resolve("000000000139.txt")).getFirst();
    assertEquals(lines.getFirst(), line.substring(0, line.lastIndexOf(' ')));
    assertEquals(
        first.score(), Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)), 1e-6);
    assertEquals(
        "fovea: --yolo-scores is for YOLO text; say where to write it: --yolo DIR\n",
        Said.of("predict", model, pictures, "--yolo-scores").err());
  }

  @Test
  void yoloTextIsLabelsAgain() throws Exception {
    Path set = Files.createDirectories(box.resolve("set"));
    Path images = Files.createDirectories(set.resolve("images"));
    for (String name : List.of("000000000139.png", "second.jpg"))
      Files.copy(pictures.resolve(name), images.resolve(name));
    Said said = Said.of("predict", model, images, "--yolo", set.resolve("labels"));
    assertEquals(0, said.code(), said.err());
    var data = Datasets.open(set, ReadOptions.forTraining().withBoxes());
    assertEquals("YOLO text: 2 classes, 2 images, 10 boxes (train 2)", data.description());
    assertEquals(List.of("RBC", "WBC"), data.classes().names());
    List<Detections> wanted = wanted();
    for (int i = 0; i < 2; i++) {
      var things = ((Truth.Objects) data.split(Split.TRAIN).get(i).truth()).things();
      for (int k = 0; k < 5; k++) {
        Detection there = wanted.get(i).found().get(k);
        assertEquals(there.label(), things.get(k).label());
        assertEquals(there.box().right(), things.get(k).box().right(), 1e-3);
      }
    }
  }

  @Test
  void resultsHaveTheIdsOfTheFileThatTheyAreHeldAgainst() throws Exception {
    String file =
        "{'images':[{'id':900,'file_name':'pictures/000000000139.png'},{'id':'b','file_name':"
            + "'second.jpg'}],'annotations':[],'categories':[%s]}";
    Path ids = box.resolve("ids.json");
    Path coco = box.resolve("results.json");
    String both = "{'id':44,'name':'WBC'},{'id':7,'name':'RBC'}";
    Files.writeString(ids, file.formatted(both).replace('\'', '"'));
    Said said = Said.of("predict", model, pictures, "--coco", coco, "--coco-ids", ids);
    assertEquals(0, said.code(), said.err());
    String text = Files.readString(coco);
    var each = new ArrayList<Detection>(wanted().get(0).found());
    each.addAll(wanted().get(1).found());
    var lines = text.lines().skip(1).toList();
    for (int i = 0; i < each.size(); i++)
      assertTrue(
          lines
              .get(i)
              .contains(
                  "{\"image_id\":%s,\"category_id\":%d,"
                      .formatted(i < 5 ? "900" : "\"b\"", each.get(i).label() == 0 ? 7 : 44)),
          lines.get(i));
    String first = each.getFirst().name();
    Files.writeString(
        ids, file.formatted("{'id':44,'name':'%s'}".formatted(first)).replace('\'', '"'));
    said = Said.of("predict", model, pictures, "--coco", coco, "--coco-ids", ids);
    long others = each.stream().filter(one -> !one.name().equals(first)).count();
    String warning =
        "Warning: %d box%s of classes that %s does not name are not in %s"
            .formatted(others, others == 1 ? "" : "es", ids, coco);
    assertEquals(others > 0, said.err().contains(warning), said.err());
    assertEquals(10 - others, Files.readString(coco).split("\"score\"", -1).length - 1);
    Files.writeString(ids, file.formatted("{'id':1,'name':'x'}").replace('\'', '"'));
    said = Said.of("predict", model, pictures, "--coco", coco, "--coco-ids", ids);
    assertEquals(
        "fovea: " + ids + " has no category of the model's classes, such as 'RBC'\n", said.err());
    Files.writeString(ids, file.formatted(both).replace('\'', '"').replace("second", "other"));
    said = Said.of("predict", model, pictures, "--coco", coco, "--coco-ids", ids);
    assertTrue(
        said.err()
            .contains(
                "Warning: 1 picture not among the images of %s, such as %s, is not in %s"
                    .formatted(ids, pictures.resolve("second.jpg"), coco)),
        said.err());
    assertEquals(0, said.code());
    assertFalse(Files.exists(box.resolve("results.json.part")));
    String before = Files.readString(ids);
    said = Said.of("predict", model, pictures, "--coco", ids, "--coco-ids", ids);
    assertEquals(
        "fovea: --coco would overwrite " + ids + ", which holds no results; name a new file\n",
        said.err());
    assertEquals(before, Files.readString(ids));
    said = Said.of("predict", model, pictures, "--coco", coco, "--json", coco);
    assertEquals("fovea: --coco and --json name one file, " + coco + "; name two\n", said.err());
    said = Said.of("predict", model, pictures, "--coco-ids", ids);
    assertEquals(2, said.code());
    said = Said.of("predict", model, pictures, "--coco", box.resolve("no/results.json"));
    assertEquals(
        "fovea: %s cannot be written: there is no folder %s; make room or choose another place\n"
            .formatted(box.resolve("no/results.json"), box.resolve("no")),
        said.err());
  }

  private static List<Double> numbers(String json) throws Exception {
    var numbers = new ArrayList<Double>();
    try (var in = new JsonFactory().createParser(json)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken())
        if (token.isNumeric()) numbers.add(in.getDoubleValue());
    }
    return numbers;
  }

  @Test
  void boxesAreDrawnOnThePictures() throws Exception {
    Path out = box.resolve("drawn");
    Said said = Said.of("predict", model, pictures, "--out", out);
    assertEquals(0, said.code(), said.err());
    Image drawn = Decode.of(out.resolve("000000000139.png"));
    assertEquals(400, drawn.width()); // enlarged until letters can be read
    assertFalse(Files.exists(out.resolve("second.png")));
    assertEquals(270, Decode.of(out.resolve("second.jpg")).width());
    Image plain = Decode.of(pictures.resolve("000000000139.png"));
    int others = 0;
    for (int y = 0; y < 240; y++)
      for (int x = 0; x < 400; x++)
        if (drawn.bytes()[3 * (400 * y + x)] != plain.bytes()[3 * (200 * (y / 2) + x / 2)])
          others++;
    assertTrue(others > 1000 && others < 400 * 240, others + " pixels differ");
  }

  /** A narrow picture is not enlarged until its short side can be read. */
  @Test
  void theLongSideBoundsWhatIsDrawn() throws Exception {
    Path narrow = box.resolve("narrow.png");
    Encode.write(picture(3, 20, 1000), narrow);
    Path out = box.resolve("drawn");
    Said said = Said.of("predict", model, narrow, "--out", out);
    assertEquals(0, said.code(), said.err());
    Image drawn = Decode.of(out.resolve("narrow.png"));
    assertEquals(80, drawn.width());
    assertEquals(4000, drawn.height());
  }

  @Test
  void oneBoxIsExplained() throws Exception {
    Path out = box.resolve("why");
    Said said = Said.of("predict", model, pictures, "--out", out, "--explain", "gradcam:2");
    assertEquals(0, said.code(), said.err());
    assertEquals(400, Decode.of(out.resolve("000000000139.png")).width());
    assertEquals(270, Decode.of(out.resolve("second.png")).width());
    Said where = Said.of("predict", model, pictures, "--explain");
    assertEquals(
        "fovea: --explain draws on pictures; say into which folder: --out DIR\n", where.err());
    Said how =
        Said.of("predict", model, pictures, "--out", box.resolve("no"), "--explain", "occlusion");
    assertEquals(
        "fovea: --explain of a detector expects gradcam, or gradcam:N for the N-th surest box, got"
            + " occlusion; write it as the last word\n",
        how.err());
  }

  @Test
  void fewerBoxesOfAHigherScore() {
    var all = Said.of("predict", model, pictures, "--json=-");
    var fewer = Said.of("predict", model, pictures, "--json=-", "--most", 1);
    assertEquals(10, all.out().split("\"score\"", -1).length - 1);
    assertEquals(2, fewer.out().split("\"score\"", -1).length - 1);
    assertEquals(
        "fovea: --min-score must be from 0 to 1, got 1.5\n",
        Said.of("predict", model, pictures, "--min-score", 1.5).err());
    assertEquals(
        "fovea: --most must be 1 or more, got 0\n",
        Said.of("predict", model, pictures, "--most", 0).err());
    Said overlap = Said.of("predict", model, pictures, "--iou", 0.5);
    assertEquals(
        "fovea: "
            + model
            + " says each thing once, so no overlapping boxes are taken away; leave out --iou\n",
        overlap.err());
    assertEquals(1, overlap.code());
  }

  @Test
  void theOtherTasksOptionsAreRefused() {
    Said said = Said.of("predict", model, pictures, "--top", 3, "--tta", "flip");
    assertEquals(
        "fovea: --top, --tta: for classifiers alone, and %s is a detector; leave that out\n"
            .formatted(model),
        said.err());
    assertEquals(2, said.code());
    Path labels =
        Untrained.model(
            box.resolve("labels.safetensors"),
            Zoo.network("small", Options.of(2)),
            Preprocess.stretch(3, 32, 32));
    Said boxes = Said.of("predict", labels, pictures, "--coco", box.resolve("a.json"), "--iou", 1);
    assertEquals(
        "fovea: --iou, --coco: for detectors alone, and %s is a classifier; leave that out\n"
            .formatted(labels),
        boxes.err());
    assertFalse(Files.exists(box.resolve("a.json")));
  }

  @Test
  void aBrokenPictureIsToldAndTheRestGoesOn() throws Exception {
    Path some = Files.createDirectories(box.resolve("some"));
    Files.copy(pictures.resolve("second.jpg"), some.resolve("a.jpg"));
    Files.writeString(some.resolve("b.jpg"), "no picture");
    Path coco = box.resolve("results.json");
    Said said = Said.of("predict", model, some, "--json=-", "--coco", coco);
    assertEquals(1, said.code());
    assertEquals(2, said.out().lines().count());
    assertTrue(said.out().lines().toList().get(1).contains("\"error\":"), said.out());
    assertEquals(5, Files.readString(coco).split("\"score\"", -1).length - 1);
    assertFalse(Files.exists(box.resolve("results.json.part")));
  }
}
