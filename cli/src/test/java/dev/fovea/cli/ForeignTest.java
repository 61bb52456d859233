package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Size;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.task.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX files that say nothing of themselves, told by options what they are. */
class ForeignTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Trained trained;
  private static ModelCard card;

  @TempDir Path box;
  private Path file;

  @BeforeAll
  static void train() throws Exception {
    trained = Trained.once();
    try (var model = ModelFile.read(trained.model())) {
      card = model.card();
    }
  }

  @BeforeEach
  void write() {
    file = write("foreign.onnx", network -> network);
  }

  private interface Change {
    Network of(Network network);
  }

  private Path write(String name, Change change) {
    Path to = box.resolve(name);
    try (var model = ModelFile.read(trained.model())) {
      Network network = change.of(model.network());
      OnnxFile.write(to, network, model.weights(), new Size(28, 28), Map.of());
    }
    return to;
  }

  private static String names() {
    return String.join(",", card.classes().names());
  }

  private static String preprocess() {
    var numbers = card.preprocess().numbers();
    String mean = numbers.mean().stream().map(String::valueOf).collect(Collectors.joining(","));
    String std = numbers.deviation().stream().map(String::valueOf).collect(Collectors.joining(","));
    String colours = card.preprocess().channels() == 1 ? ",colours=grey" : "";
    return "size=28,resize=stretch" + colours + ",mean=" + mean + ",std=" + std;
  }

  private static List<JsonNode> answers(Object... words) throws Exception {
    Said said = Said.of(words);
    assertEquals(0, said.code(), said.err());
    var lines = new ArrayList<JsonNode>();
    for (String line : said.out().lines().toList()) lines.add(JSON.readTree(line));
    return lines;
  }

  private void answersAsTheModel(Object... words) throws Exception {
    Path test = trained.data().resolve("test");
    var call = new ArrayList<Object>(List.of("predict", words[0], test, "--json=-", "--top", 12));
    call.addAll(Arrays.asList(words).subList(1, words.length));
    List<JsonNode> got = answers(call.toArray());
    List<JsonNode> wanted = answers("predict", plain(), test, "--json=-", "--top", 12);
    assertEquals(24, got.size());
    for (int i = 0; i < got.size(); i++) {
      assertEquals(wanted.get(i).get("path"), got.get(i).get("path"));
      assertEquals(wanted.get(i).get("label"), got.get(i).get("label"));
      for (int c = 0; c < 12; c++) {
        JsonNode ours = wanted.get(i).get("top").get(c);
        JsonNode theirs = got.get(i).get("top").get(c);
        assertEquals(ours.get("label"), theirs.get("label"));
        double p = ours.get("probability").asDouble();
        assertEquals(p, theirs.get("probability").asDouble(), 1e-5);
      }
    }
  }

  /** The model as whoever knows its network alone would use it: without its temperature. */
  private Path plain() {
    Path to = box.resolve("plain.safetensors");
    try (var model = ModelFile.read(trained.model())) {
      ModelFile.write(to, model.withPostprocess(ClassifyPostprocess.oneOf()));
    }
    return to;
  }

  @Test
  void optionsSayWhatItIs() throws Exception {
    answersAsTheModel(file, "--classes", names(), "--preprocess", preprocess());
    Path list = Files.write(box.resolve("classes.txt"), card.classes().names());
    answersAsTheModel(file, "--classes", list, "--preprocess", preprocess(), "--output", "logits");
  }

  @Test
  void aNetworkMayEndInProbabilities() throws Exception {
    Path soft = write("soft.onnx", ForeignTest::softmax);
    answersAsTheModel(
        soft, "--classes", names(), "--preprocess", preprocess(), "--output", "probabilities");
  }

  private static Network softmax(Network network) {
    var nodes = new ArrayList<>(network.nodes());
    String last = network.outputs().getFirst().node();
    nodes.add(new Node("softmax", new Op.Softmax(), List.of(last), "softmax"));
    var output = new Output("probabilities", "softmax");
    return new Network(network.name(), network.inputs(), nodes, List.of(output));
  }

  @Test
  void severalClassesMayBeTrueOfAPicture() throws Exception {
    JsonNode line =
        answers(
                "predict",
                file,
                picture(),
                "--json=-",
                "--classes",
                names(),
                "--preprocess",
                preprocess(),
                "--activation",
                "sigmoid")
            .getFirst();
    assertTrue(line.has("labels"), line.toString());
  }

  private static Path picture() throws Exception {
    try (var all = Files.walk(trained.data().resolve("test"))) {
      return all.filter(p -> p.toString().endsWith(".png")).sorted().findFirst().orElseThrow();
    }
  }

  /** What the yaml gets wrong is put right by options, and that they count is said. */
  @Test
  void optionsCountBeforeTheYaml() throws Exception {
    Path yaml = box.resolve("foreign.yaml");
    Files.writeString(yaml, "task: classify\nclasses: [a, b]\noutput: probabilities\n");
    answersAsTheModel(
        file, "--classes", names(), "--preprocess", preprocess(), "--output", "logits");
    Said said =
        Said.of(
            "predict",
            file,
            picture(),
            "--classes",
            names(),
            "--preprocess",
            preprocess(),
            "--output",
            "logits");
    assertTrue(
        said.err()
            .startsWith(
                yaml + " says what the model is; where the options say otherwise, they count\n"),
        said.err());
    Said alone = Said.of("predict", file, picture());
    assertEquals(
        "fovea: " + yaml + " does not say what the model is: it lacks preprocess; correct it\n",
        alone.err());
  }

  @Test
  void itIsMeasuredAndDescribedAlike() {
    Said measured =
        Said.of(
            "evaluate",
            file,
            "--data",
            trained.data(),
            "--classes",
            names(),
            "--preprocess",
            preprocess());
    assertEquals(0, measured.code(), measured.err());
    assertTrue(measured.out().contains("Measured 24 test pictures"), measured.out());
    Said info = Said.of("info", file, "--classes", names(), "--preprocess", preprocess());
    assertEquals(0, info.code(), info.err());
    assertTrue(info.out().contains("28 x 28 px"), info.out());
  }

  @Test
  void whatIsMissingIsNamedWithTheOptionToType() throws Exception {
    String begin = "fovea: " + file + " does not say its ";
    String yaml = ", in Java Settings.withTold, or write " + box.resolve("foreign.yaml");
    for (var words : List.of(List.of("predict", file, picture()), List.of("info", file))) {
      Said said = Said.of(words.toArray());
      assertEquals(1, said.code());
      assertTrue(
          said.err()
              .startsWith(
                  begin
                      + "classes and preprocessing, as files from elsewhere do not; add --classes"
                      + " a,b,c (or a file, one a line) --preprocess imagenet (or size=PX ...)"
                      + yaml),
          said.err());
    }
    Said classes = Said.of("predict", file, picture(), "--classes", names());
    assertTrue(classes.err().startsWith(begin + "preprocessing, as files from"), classes.err());
    assertFalse(classes.err().contains("--classes"), classes.err());
    Said few =
        Said.of("predict", file, picture(), "--classes", "a,b", "--preprocess", preprocess());
    assertTrue(few.err().contains("for 2 classes one output must be FLOAT [n, 2]"), few.err());
  }

  /** The yaml says whether boxes or classes are wanted. */
  @Test
  void aYamlMakesItADetector() throws Exception {
    Files.writeString(
        box.resolve("foreign.yaml"),
        """
        task: detect
        classes: [cell]
        postprocess:
          {coder: {kind: distances}, levels: [3], min_score: 0.3, iou: 0.6, most: 9}
        """);
    for (var words : List.of(List.of("predict", file, picture()), List.of("info", file))) {
      var call = new ArrayList<Object>(words);
      call.addAll(List.of("--preprocess", preprocess()));
      Said said = Said.of(call.toArray());
      assertTrue(
          said.err()
              .endsWith(
                  file
                      + " gives no p3.boxes; for its classes and boxes it needs p3.boxes as FLOAT [n,"
                      + " 4, n, n]; export it anew\n"),
          said.err());
    }
  }

  @Test
  void itsNameMayBeInCapitals() {
    Path loud = write("FOREIGN.ONNX", network -> network);
    Said info = Said.of("info", loud, "--classes", names(), "--preprocess", preprocess());
    assertEquals(0, info.code(), info.err());
    assertTrue(info.out().contains("28 x 28 px"), info.out());
  }

  @Test
  void wordsThatAreWrongAreTheCallsFault() throws Exception {
    wrong(
        "--classes: there is no file names.txt; name a text file with a class a line, or write"
            + " a,b,c",
        "--classes",
        "names.txt");
    wrong("--classes: classes: the name 'a' stands twice; names must differ", "--classes", "a,b,a");
    wrong(
        "--preprocess: needs size=PX, the side of the square that the network sees, or imagenet",
        "--preprocess",
        "mean=0.5");
    wrong("--output: the output must be logits or probabilities, got scores", "--output", "scores");
    wrong(
        "--activation: the activation must be softmax or sigmoid, got relu",
        "--activation",
        "relu");
  }

  private void wrong(String sentence, Object... options) throws Exception {
    var words = new ArrayList<Object>(List.of("predict", file, picture()));
    words.addAll(List.of(options));
    Said said = Said.of(words.toArray());
    assertEquals("fovea: " + sentence + "\n", said.err());
    assertEquals(2, said.code());
  }

  @Test
  void aFileThatSpeaksForItselfIsNotTold() throws Exception {
    Said said = Said.of("predict", trained.model(), picture(), "--classes", "a,b");
    assertEquals(
        "fovea: "
            + trained.model()
            + " says its classes and preprocessing itself; leave out --classes, --preprocess,"
            + " --output and --activation (in Java Settings.withTold)\n",
        said.err());
    assertEquals(1, said.code());
  }
}
