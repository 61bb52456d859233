package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.Box;
import dev.fovea.image.Encode;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A detector as an ONNX file, with its boxes made inside of it and outside. */
class ExportBoxesTest {
  @TempDir static Path shared;

  private static Path model;
  private static Path data;

  @TempDir Path box;

  /** YOLO text: four pictures with a box each. */
  @BeforeAll
  static void write() throws Exception {
    model = PredictBoxesTest.detector(shared.resolve("cells.safetensors"));
    data = shared.resolve("data");
    Path images = Files.createDirectories(data.resolve("images"));
    Path labels = Files.createDirectories(data.resolve("labels"));
    Files.writeString(data.resolve("data.yaml"), "names: [RBC, WBC]\ntrain: images\nval: images\n");
    for (int i = 0; i < 4; i++) {
      Encode.write(PredictBoxesTest.picture(i, 120 + i, 90), images.resolve(i + ".png"));
      Files.writeString(labels.resolve(i + ".txt"), i % 2 + " 0.5 0.5 0.25 0.5\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inside", "outside"})
  void anExportedDetectorFindsTheSame(String decode) throws Exception {
    Path file = box.resolve("cells.onnx");
    Said said =
        Said.of("export", model, "--to", "onnx", "--out", file, "--data", data, "--decode", decode);
    assertEquals(0, said.code(), said.err() + said.out());
    String out = said.out().replace("\n", " ");
    assertTrue(
        out.contains(
            decode.equals("inside")
                ? "It holds yolo-n, for any number of pictures at a time, of 128 x 96 px alone"
                : "It holds yolo-n, for any number of pictures at a time, of any size"),
        out);
    assertTrue(out.contains("Proved with 4 of 4 pictures, all there are"), out);
    assertTrue(out.matches(".* boxes agree, from a score of 0\\.001 on; scores differ by .*"), out);
    said.out()
        .lines()
        .filter(line -> !line.contains(shared.toString()) && !line.contains(file.toString()))
        .forEach(line -> assertTrue(Cell.width(line) <= 80, line));
    List<Path> pictures =
        List.of(
            data.resolve("images/0.png"),
            data.resolve("images/3.png"),
            data.resolve("images/1.png"));
    try (var wanted = Detector.open(model, Settings.on("cpu"));
        var got = Detector.open(file, Settings.on("cpu"))) {
      assertEquals(wanted.model(), got.model());
      assertSame(wanted.detectFiles(pictures), got.detectFiles(pictures));
    }
    Said table = Said.of("predict", file, data.resolve("images"));
    assertEquals(0, table.code(), table.err());
    assertEquals(
        Said.of("predict", model, data.resolve("images")).out().lines().skip(2).limit(4).toList(),
        table.out().lines().skip(2).limit(4).toList());
  }

  /** The model answers five; the file holds what evaluation asks for. */
  @Test
  void aFileHoldsAHundredBoxesAndSaysWhenMoreAreAskedFor() throws Exception {
    Path file = box.resolve("cells.onnx");
    Said said = Said.of("export", model, "--to", "onnx", "--out", file, "--data", data);
    assertEquals(0, said.code(), said.err() + said.out());
    Path picture = data.resolve("images/0.png");
    Said most = Said.of("predict", file, picture, "--json=-", "--most", 100);
    int told = most.out().split("\"score\"", -1).length - 1; // less those in the padding
    assertTrue(told > 60 && told <= 100, told + " boxes");
    Said more = Said.of("predict", file, picture, "--most", 101);
    assertEquals(
        "fovea: "
            + file
            + " tells 100 boxes a picture, not 101; export the model with --decode outside to choose"
            + " freely\n",
        more.err());
  }

  private static void assertSame(List<Detections> wanted, List<Detections> got) {
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(5, wanted.get(i).found().size());
      for (int k = 0; k < 5; k++) {
        Detection one = wanted.get(i).found().get(k);
        Detection other = got.get(i).found().get(k);
        assertEquals(one.label(), other.label());
        assertEquals(one.score(), other.score(), 1e-4);
        Box a = one.box();
        Box b = other.box();
        assertEquals(a.left(), b.left(), 0.05);
        assertEquals(a.bottom(), b.bottom(), 0.05);
      }
    }
  }

  @Test
  void whatIsSaidWrongIsRefused() {
    Said word = Said.of("export", model, "--to", "onnx", "--decode", "both", "--data", data);
    assertEquals("fovea: --decode expects inside or outside, got both\n", word.err());
    Path labels =
        Untrained.model(
            box.resolve("labels.safetensors"),
            Zoo.network("small", Options.of(2)),
            Preprocess.stretch(3, 32, 32));
    Said other = Said.of("export", labels, "--to", "onnx", "--decode", "inside", "--data", data);
    assertEquals(
        "fovea: --decode is for detectors, and %s is a classifier; leave it out\n"
            .formatted(labels),
        other.err());
    assertEquals(2, other.code());
    assertFalse(Files.exists(box.resolve("labels.onnx")));
  }
}
