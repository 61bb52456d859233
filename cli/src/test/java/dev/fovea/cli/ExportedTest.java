package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.predict.Classifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX files in the place of model files. */
class ExportedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILES = Path.of("../predict/src/test/resources/dev/fovea/predict/onnx");
  private static final Path MODEL = FILES.resolve("whole.onnx");
  private static final int COUNT = 150;

  @TempDir Path box;
  private Path photos;

  @BeforeEach
  void draw() throws Exception {
    photos = Files.createDirectories(box.resolve("photos"));
    var random = new Random(5);
    for (int i = 0; i < COUNT; i++) {
      var samples = new byte[(16 + i) * 20 * 3];
      random.nextBytes(samples);
      Encode.write(Image.of8(16 + i, 20, 3, samples), photo(i));
    }
  }

  private Path photo(int i) {
    return photos.resolve("%03d.png".formatted(i));
  }

  /** In the order of the folder, whatever the batch; broken files are told, the rest goes on. */
  @Test
  void aFolderIsAnsweredInItsOrder() throws Exception {
    for (int broken : List.of(0, 31, 32, COUNT - 1)) Files.writeString(photo(broken), "no picture");
    Said said = Said.of("predict", MODEL, photos, "--json=-", "--batch", "7", "--tta", "flip");
    assertEquals(1, said.code(), said.err());
    List<String> lines = said.out().lines().toList();
    assertEquals(COUNT, lines.size());
    int failed = 0;
    try (var classifier = Classifier.open(MODEL)) {
      for (int i = 0; i < COUNT; i++) {
        JsonNode line = JSON.readTree(lines.get(i));
        assertEquals(photo(i).toString(), line.get("path").asText());
        if (line.has("error")) {
          failed++;
          continue;
        }
        var image = dev.fovea.image.Decode.of(photo(i));
        var answer = classifier.classify(List.of(image), dev.fovea.image.Views.FLIP).getFirst();
        assertEquals(answer.top().name(), line.get("label").asText());
        assertEquals(answer.top().probability(), line.get("probability").asDouble(), 1e-5);
        assertEquals(answer.unsure(), line.get("unsure").asBoolean());
      }
    }
    assertEquals(4, failed);
    assertTrue(said.err().contains("146 pictures in "), said.err());
    assertTrue(said.err().contains("; 4 could not be read"), said.err());
  }

  @Test
  void aTableAndPicturesAreMadeAlike() throws Exception {
    Path out = box.resolve("answers");
    Said said = Said.of("predict", MODEL, photo(1), "--out", out, "--min-confidence", "0.99");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains(" ?"), said.out());
    assertTrue(Files.exists(out.resolve("001.png")));
    assertTrue(said.next().endsWith("/whole.onnx"), said.next());
  }

  @Test
  void featuresAreThoseOfTheNetwork() throws Exception {
    Path csv = box.resolve("vectors.csv");
    assertEquals(0, Said.of("predict", MODEL, photo(1), "--embeddings", csv).code());
    assertEquals("path,f0,f1,f2,f3", Files.readAllLines(csv).getFirst());
  }

  @Test
  void infoTellsWhatTheFileSays() throws Exception {
    Path model = Files.copy(MODEL, box.resolve("a.onnx"));
    Said said = Said.of("info", model);
    assertEquals(0, said.code(), said.err());
    assertEquals(
        List.of(
            "File                " + model + ", 1.5 kB",
            "Task                classify",
            "Network             exported; ONNX Runtime runs it, without libtorch",
            "Input               16 x 16 px, colour; stretched",
            "Classes             3: cat, dog, owl",
            "Answers             logits are divided by a temperature of 1.5",
            "Answers             an answer of a confidence below 0.5 is unsure",
            "top1                0.8750",
            "seed                1"),
        said.out().lines().limit(9).toList());
    assertEquals("  fovea predict " + model + " my-photos", said.next());
  }

  @Test
  void whatCannotBeDoneIsOneSentence() {
    fails(
        "an exported model has no gradients to explain answers by; name the .safetensors file that"
            + " it was exported from",
        "predict",
        MODEL,
        photo(1),
        "--out",
        box.resolve("why"),
        "--explain",
        "gradcam");
    Path two = FILES.resolve("two.onnx");
    fails(
        two
            + " takes 2 inputs (image, mask), a classifier takes one picture; export it with one"
            + " input",
        "predict",
        two,
        photo(1));
    fails(
        "cuda was asked for, but this ONNX Runtime is for processors; put the artifact"
            + " onnxruntime_gpu in the place of fovea-onnxruntime, or open the model on cpu",
        "predict",
        MODEL,
        photo(1),
        "--device",
        "cuda");
  }

  private static void fails(String sentence, Object... words) {
    Said said = Said.of(words);
    assertEquals("fovea: " + sentence + "\n", said.err());
    assertEquals(1, said.code());
  }
}
