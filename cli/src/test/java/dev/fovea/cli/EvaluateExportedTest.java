package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is measured alike whatever runs it. */
class EvaluateExportedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Trained trained;

  @TempDir Path box;
  private Path exported;

  @BeforeAll
  static void train() throws Exception {
    trained = Trained.once();
  }

  @BeforeEach
  void export() {
    exported = box.resolve("letters.onnx");
    assertEquals(0, Said.of("export", trained.run(), "--to", "onnx", "--out", exported).code());
  }

  private JsonNode scores(Path model, Object... more) throws Exception {
    var words = new ArrayList<Object>(List.of("evaluate", model, "--data", trained.data()));
    words.addAll(List.of("--json", "-"));
    words.addAll(List.of(more));
    Said said = Said.of(words.toArray());
    assertEquals(0, said.code(), said.err());
    return JSON.readTree(said.out());
  }

  private void alike(Object... more) throws Exception {
    JsonNode wanted = scores(trained.model(), more);
    JsonNode got = scores(exported, more);
    var names = new ArrayList<String>();
    wanted.fieldNames().forEachRemaining(names::add);
    assertTrue(names.size() > 10, names.toString());
    assertEquals(wanted.size(), got.size());
    for (String name : names)
      if (!name.equals("seconds"))
        assertEquals(wanted.get(name).asDouble(), got.get(name).asDouble(), 1e-4, name);
  }

  @Test
  void scoresAreTheSame() throws Exception {
    alike();
    alike("--tta", "flip", "--batch", 5, "--split", "val", "--min-confidence", 0.3);
  }

  /** The model knows novelty, and so does its export. */
  @Test
  void picturesOfAnotherKindAreToldApartAlike() throws Exception {
    Path others = box.resolve("others");
    assertEquals(0, Said.of("data", "draw", "--out", others, "--count", 28).code());
    alike("--ood", others);
  }

  @Test
  void whatNeedsTheNetworkItselfSaysSo() {
    for (String[] words : new String[][] {{"export", "--to=onnx"}, {"probe", "--k=3"}}) {
      Said said = Said.of(words[0], exported, "--data", trained.data(), words[1]);
      assertEquals(
          "fovea: "
              + exported
              + " is an exported model, and this needs the network itself; name the .safetensors"
              + " file that it was exported from\n",
          said.err());
      assertEquals(1, said.code());
    }
  }

  @Test
  void whatOnlyAModelFileCanKeepIsRefused() throws Exception {
    byte[] before = Files.readAllBytes(exported);
    Said said =
        Said.of(
            "evaluate", exported, "--data", trained.data(), "--min-confidence", "0.5", "--keep");
    assertEquals(
        "fovea: "
            + exported
            + " stays as it was exported; keep it in the .safetensors file that it was exported"
            + " from, and export that anew\n",
        said.err());
    assertEquals(1, said.code());
    assertEquals("", said.out());
    assertEquals(before.length, Files.readAllBytes(exported).length);
  }
}
