package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Rehead;
import dev.fovea.graph.Wire;
import dev.fovea.image.Preprocess;
import dev.fovea.project.Recipe;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from weights of elsewhere, through the command; a server on this machine has them. */
class WeightsTest {
  @TempDir Path box;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private byte[] file;

  /** Serves weights of the small network for 5 classes of colour pictures under two names. */
  @BeforeEach
  void serve() throws IOException {
    Path weights = weights("small", Options.of(5));
    file = Files.readAllBytes(weights);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          boolean there = path.equals("/w.safetensors") || path.startsWith("/models/");
          exchange.sendResponseHeaders(there ? 200 : 404, there ? file.length : -1);
          if (there) exchange.getResponseBody().write(file);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private Path weights(String network, Options options) {
    Path path = box.resolve(network + ".safetensors");
    try (var weights = InitialWeights.of(Zoo.network(network, options), Init.PYTORCH, 1)) {
      SafetensorsWriter.write(path, Map.of(), weights.tensors());
    }
    return path;
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String[] words(Path run, Object... more) throws Exception {
    var words = new ArrayList<String>();
    words.addAll(List.of("train", "classify", "--data", Trained.once().data().toString()));
    words.addAll(List.of("--out", run.toString(), "--epochs", "1", "--batch", "16"));
    words.addAll(List.of("--set", "train.threads=1", "--seed", "3"));
    for (Object word : more) words.add(word.toString());
    return words.toArray(String[]::new);
  }

  /** In a process of its own, with a cache of its own. */
  private Said child(Map<String, String> environment, String... words) throws Exception {
    var all =
        new HashMap<>(Map.of("FOVEA_CACHE", box.resolve("cache").toString(), "FOVEA_OFFLINE", "0"));
    all.putAll(environment);
    return Child.said(all, words);
  }

  private static void assertRefused(String sentence, int code, Said said, Path run) {
    assertEquals("fovea: " + sentence, said.err().lines().toList().getLast());
    assertEquals(code, said.code(), said.err());
    assertFalse(Files.exists(run), "a run that cannot be is not begun");
  }

  @Test
  void aUrlIsFetchedOnceFittedToldAndKeptForResume() throws Exception {
    Path run = box.resolve("run");
    String url = origin() + "/w.safetensors?token=secret";
    Said said =
        child(Map.of(), words(run, "--model", "small", "--weights", url, "--set", "channels=1"));
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.err().contains("\nFetching " + origin() + "/w.safetensors?..., 1.3 MB\n"), said.err());
    assertTrue(
        said.err()
            .contains(
                "60 tensors taken from the file; conv1.weight rewritten from 3 to 1 channel;"
                    + " fc.weight, fc.bias start anew\n"),
        said.err());
    assertEquals(List.of("/w.safetensors"), asked);
    assertFalse(said.err().contains("secret") || said.out().contains("secret"));

    Recipe recipe = Recipe.read(run.resolve("recipe.yaml"));
    String kept = recipe.model().weights();
    assertTrue(kept.startsWith(box + "/cache/fetched/127.0.0.1"), kept);
    assertEquals(0.1, recipe.train().bodyRate(), "a tenth of the head's");
    Said info = Said.by("info", run.toString());
    assertTrue(info.out().contains(" w.safetensors\n"), info.out());
    assertTrue(
        info.out().contains("sha256:" + recipe.model().weightsSha256().substring(0, 40)),
        info.out());

    var nothing = Map.of("FOVEA_OFFLINE", "1", "FOVEA_CACHE", box.resolve("empty").toString());
    Said resumed = child(nothing, "train", "--resume", run.toString(), "--epochs", "2");
    assertEquals(0, resumed.code(), resumed.err());
    assertEquals(1, asked.size(), "a run that goes on has its weights");
    Said changed = Said.by("train", "--resume", run.toString(), "--weights", "none");
    assertEquals(
        "fovea: "
            + run
            + " goes on with its own weights; leave out --weights, or start a new run\n",
        changed.err());
  }

  @Test
  void whatAFileHoldsBesideTheNetworkIsTold() throws Exception {
    Path more = box.resolve("more.safetensors");
    Network network = Zoo.network("small", Options.of(5));
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      var all = new LinkedHashMap<>(weights.tensors());
      for (String name : List.of("aux.bias", "ema.bn1.bias", "fc2.bias", "n_averaged"))
        all.put(name, weights.get("fc.bias"));
      SafetensorsWriter.write(more, Map.of(), all);
    }
    String left = "left over: \"aux.bias\", \"ema.bn1.bias\", \"fc2.bias\" and 1 more";
    String info = Said.by("info", more.toString()).out().replaceAll("\\s+", " ");
    assertTrue(info.contains(" small, 5 classes; " + left + " "), info);
    Said said = Said.by(words(box.resolve("run"), "--model", "small", "--weights", more));
    assertEquals(0, said.code(), said.err());
    String told = "60 tensors taken from the file; fc.weight, fc.bias start anew; " + left + "\n";
    assertTrue(said.err().contains(told), said.err());
  }

  @Test
  void whatIsNotThereAndNotInTheCacheIsRefusedBeforeARunBegins() throws Exception {
    Path run = box.resolve("run");
    String gone = origin() + "/gone.pth";
    assertRefused(
        gone + " does not exist (404); check the spelling, or name another url",
        1,
        child(Map.of(), words(run, "--model", "small", "--weights", gone)),
        run);
    Said offline =
        child(
            Map.of("FOVEA_OFFLINE", "1"),
            words(run, "--weights", "mobilenet_v3_small.imagenet1k_v1"));
    String url = "https://download.pytorch.org/models/mobilenet_v3_small-047dcff4.pth";
    assertRefused(
        "FOVEA_OFFLINE is set and mobilenet_v3_small-047dcff4.pth is not in the cache; put "
            + url
            + " by hand at "
            + box.resolve("cache/fetched/download.pytorch.org/models")
            + "/mobilenet_v3_small-047dcff4.pth, or unset FOVEA_OFFLINE",
        1,
        offline,
        run);
  }

  @Test
  void aFileThatIsNotThePublishedOneIsRefused() throws Exception {
    Path run = box.resolve("run");
    file = Files.readAllBytes(weights("mobilenet_v3_small", Options.of(1000)));
    Said said =
        child(
            Map.of("FOVEA_MIRROR", "https://download.pytorch.org/=" + origin() + "/"),
            words(run, "--weights", "mobilenet_v3_small.imagenet1k_v1"));
    assertEquals(1, said.code(), said.err());
    String sentence = said.err().lines().toList().getLast();
    assertTrue(
        sentence.startsWith("fovea: ")
            && sentence.contains("sha256")
            && sentence.contains("047dcff4"),
        sentence);
    assertFalse(Files.exists(run));
    assertEquals("/models/mobilenet_v3_small-047dcff4.pth", asked.getFirst());
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws Exception {
    Path run = box.resolve("run");
    Path small = box.resolve("small.safetensors");
    Said said = Said.by(words(run, "--model", "resnet18", "--weights", small));
    String refusal = said.err().lines().toList().getLast();
    assertTrue(
        refusal.startsWith(
            "fovea: " + small + " does not hold the weights of resnet18: conv1.weight"),
        refusal);
    assertFalse(Files.exists(run));
    assertRefused(
        "vgg11.imagenet1k_v1 holds weights of vgg11, not of resnet18; leave out --model, or take"
            + " other weights (`fovea models resnet18` lists some)",
        2,
        Said.by(words(run, "--model", "resnet18", "--weights", "vgg11.imagenet1k_v1")),
        run);
    assertRefused(
        small
            + " does not say which network it is for; name it with --model (`fovea info "
            + small
            + "` tells which it fits)",
        2,
        Said.by(words(run, "--weights", small)),
        run);
  }

  @Test
  void misspeltWeightsGetTheNearestName() throws Exception {
    Path run = box.resolve("run");
    assertRefused(
        "there are no published weights resnet50.imagenet1k_v3; did you mean"
            + " resnet50.imagenet1k_v1?",
        2,
        Said.by(words(run, "--weights", "resnet50.imagenet1k_v3")),
        run);
    assertRefused(
        box + "/gone.pth: there is no such file",
        2,
        Said.by(words(run, "--weights", box + "/gone.pth")),
        run);
  }

  /**
   * A model of Fovea brings its network and how pictures are prepared; a changed file is noticed.
   */
  @Test
  void aModelOfOurOwnIsAStart() throws Exception {
    Path run = box.resolve("run");
    Path model = Files.copy(Trained.once().model(), box.resolve("model.safetensors"));
    Said said = Said.by(words(run, "--weights", model));
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains("62 tensors taken from the file\n"), said.err());
    Recipe before = Recipe.read(Trained.once().run().resolve("recipe.yaml"));
    Recipe after = Recipe.read(run.resolve("recipe.yaml"));
    assertEquals(before.model().mean(), after.model().mean());
    assertEquals(before.model().size(), after.model().size());

    Files.copy(
        box.resolve("small.safetensors"), model, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Said again =
        Said.by("train", "classify", "--recipe", run + "/recipe.yaml", "--out", box + "/again");
    assertTrue(
        again.err().contains(model + " is not the file that the recipe was made with: its sha256"),
        again.err());
    assertEquals(2, again.code());
  }

  /** No family draws it: its graph comes from the file, and the run keeps it to go on. */
  @Test
  void aNetworkOfItsOwnLearnsOtherClasses() throws Exception {
    Wire x = Wire.image("pruned", 3).conv("conv1", 9, 3, 2).norm("bn1").relu();
    Network pruned = x.average().linear("fc", 2).network("logits");
    Preprocess prepared = Preprocess.stretch(3, 28, 28);
    Path file = Untrained.model(box.resolve("pruned.safetensors"), pruned, prepared);
    Path run = box.resolve("run");
    Said said = Said.by(words(run, "--weights", file));
    assertEquals(0, said.code(), said.err());
    String told = "6 tensors taken from the file; fc.weight, fc.bias start anew\n";
    assertTrue(said.err().contains(told), said.err());
    Said resumed = Said.by("train", "--resume", run.toString(), "--epochs", "2");
    assertEquals(0, resumed.code(), resumed.err());
    try (Model model = ModelFile.read(run.resolve("best.safetensors"))) {
      assertEquals(Rehead.of(pruned, 12), model.network());
    }
    Path grey = box.resolve("grey");
    assertRefused(
        "model.channels must be 3 for the weights' own network pruned, got 1; leave it out",
        2,
        Said.by(words(grey, "--weights", file, "--set", "model.channels=1")),
        grey);
  }

  @Test
  void photographsStartFromRandomWeightsWhereNoneCanBeHad() throws Exception {
    Path photos = box.resolve("photos");
    Said drawn =
        Said.by("data", "draw", "--out", photos.toString(), "--count", "48", "--size", "80");
    assertEquals(0, drawn.code(), drawn.err());
    Path run = box.resolve("run");
    Said said =
        child(
            Map.of("FOVEA_OFFLINE", "1"),
            "train",
            "classify",
            "--data",
            photos.toString(),
            "--out",
            run.toString(),
            "--epochs",
            "1",
            "--size",
            "96",
            "--set",
            "train.threads=1");
    assertEquals(0, said.code(), said.err());
    String warning =
        said.err().lines().filter(l -> l.startsWith("Warning: FOVEA")).findFirst().orElse("");
    assertTrue(
        warning.startsWith("Warning: FOVEA_OFFLINE is set and resnet18-")
            && warning.endsWith(
                ". So the network starts from random weights and needs more pictures and more time;"
                    + " --weights none says that this is wanted"),
        warning);
    assertEquals("none", Recipe.read(run.resolve("recipe.yaml")).model().weights());
  }

  @Test
  void publishedWeightsOfPytorchAreAStart() throws Exception {
    Path shared = Path.of(System.getProperty("fovea.shared", "../shared"));
    Path resnet = shared.resolve("data/weights/resnet20-12fca82f.th");
    assumeTrue(Files.exists(resnet), "no published weights in " + shared);
    Path run = box.resolve("run");
    Said said =
        Said.by(words(run, "--model", "resnet20", "--weights", resnet, "--set", "channels=3"));
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.err()
            .contains(
                "95 tensors taken from the file, their names without module.; linear.weight,"
                    + " linear.bias start anew"),
        said.err());
  }
}
