package dev.fovea.project;

import dev.fovea.fetch.Digest;
import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.Settings;
import dev.fovea.graph.Head;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resize;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.Weights;
import dev.fovea.torch.load.Adapt;
import dev.fovea.torch.load.FitWords;
import dev.fovea.torch.load.Load;
import dev.fovea.torch.load.WeightsFile;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.weights.Names;
import dev.fovea.zoo.weights.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Weights that a run starts from, and what is known of them.
 *
 * @param said as the recipe keeps it: a path in full; a url whose query may hold a secret as the
 *     path of the fetched file
 * @param file where they lie here
 * @param sha256 of the file, 64 digits
 * @param network that they are for; empty where nothing says so
 * @param preprocess that they learnt with; empty where nothing says so
 * @param own whether Fovea trained them
 * @param graph of a network that no family of the zoo draws; empty for one of the zoo's
 */
record Pretrained(
    String said,
    Path file,
    String sha256,
    Optional<String> network,
    Optional<Preprocess> preprocess,
    boolean own,
    Optional<Network> graph) {

  /** Those that a recipe names, fetched where they are not here; empty for none. */
  static Optional<Pretrained> of(ModelRecipe model, Consumer<RunEvent> events) {
    if (!model.pretrained()) return Optional.empty();
    Source source = Source.of(model.weights());
    if (source instanceof Source.Named named) checkNetwork(model, named.published().network());
    var fetch = new Fetch(Settings.system());
    Path file = source.file(fetch, event -> events.accept(new RunEvent.Fetching(event)));
    Pretrained found = described(model.weights(), source, file);
    found.network.ifPresent(network -> checkNetwork(model, network));
    if (found.network.isEmpty() && model.name().equals("auto"))
      throw new RecipeException(
          file
              + " does not say which network it is for; name it with --model (`fovea info "
              + file
              + "` tells which it fits)");
    String expected = model.weightsSha256();
    if (expected != null && !expected.equals(found.sha256))
      throw new RecipeException(
          file
              + " is not the file that the recipe was made with: its sha256 begins with "
              + found.sha256.substring(0, 8)
              + ", not "
              + expected.substring(0, Math.min(8, expected.length()))
              + "; bring that file back, or take model.weights_sha256 out of the recipe");
    return Optional.of(found);
  }

  private static Pretrained described(String said, Source source, Path file) {
    String sha256 = digest(file);
    if (source instanceof Source.Named named)
      return new Pretrained(
          said,
          file,
          sha256,
          Optional.of(named.published().network()),
          Optional.of(named.published().preprocess()),
          false,
          Optional.empty());
    boolean lasts = source instanceof Source.Web && said.equals(shown(said));
    String full = lasts ? said : file.toAbsolutePath().normalize().toString();
    try (var stored = WeightsFile.open(file)) {
      if (!stored.facts().containsKey("fovea"))
        return new Pretrained(
            full, file, sha256, Optional.empty(), Optional.empty(), false, Optional.empty());
    }
    try (Model model = ModelFile.read(file)) {
      return new Pretrained(
          full,
          file,
          sha256,
          Optional.of(model.network().name()),
          Optional.of(model.preprocess()),
          true,
          OwnGraph.of(model.network()));
    }
  }

  private static String digest(Path file) {
    try {
      return Digest.of(file).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkNetwork(ModelRecipe model, String network) {
    boolean below =
        Detecting.backbone(model.name()).filter(b -> b.name().equals(network)).isPresent();
    if (!model.name().equals("auto") && !model.name().equals(network) && !below)
      throw new RecipeException(
          shown(model.weights())
              + " holds weights of "
              + network
              + ", not of "
              + model.name()
              + "; leave out --model, or take other weights (`fovea models "
              + model.name()
              + "` lists some)");
  }

  /** How weights are spelt where others read it: a url without its query, a file by its name. */
  static String shown(String weights) {
    if (weights.matches("(?i)https?:.*")) return weights.replaceFirst("\\?.*", "");
    return weights.startsWith("/") ? Path.of(weights).getFileName().toString() : weights;
  }

  /** The recipe with what follows from the weights, where it leaves that open. */
  Recipe fill(Recipe recipe) {
    ModelRecipe open = recipe.model();
    Recipe filled = RecipeYaml.withText(recipe, "model.weights", said);
    filled = RecipeYaml.withText(filled, "model.weights_sha256", sha256);
    if (open.name().equals("auto")) filled = filled.with("model.name", network.orElseThrow());
    boolean drawn = !own || graph.isPresent();
    if (drawn && open.stem().equals("auto")) filled = filled.with("model.stem", "published");
    if (preprocess.isEmpty()) return filled;
    boolean below = !network.equals(Optional.of(filled.model().name()));
    boolean free = filled.task().equals("detect") && !own; // its size follows from the things
    return below || free ? numbers(filled, preprocess.get()) : fill(filled, preprocess.get());
  }

  private static Recipe fill(Recipe recipe, Preprocess learnt) {
    ModelRecipe open = recipe.model();
    int size = open.size() > 0 ? open.size() : learnt.height();
    int channels = open.channels() > 0 ? open.channels() : learnt.channels();
    Recipe filled = with(with(recipe, "size", size), "channels", channels);
    if (open.size() == 0 && open.width() == 0 && learnt.width() != learnt.height())
      filled = with(filled, "width", learnt.width());
    if (open.resize() == 0 && learnt.resize() instanceof Resize.Shortest s)
      filled = with(filled, "resize", Math.round((float) s.sizePx() * size / learnt.height()));
    if (open.kernel().equals("auto"))
      filled = with(filled, "kernel", learnt.resize().kernel().name().toLowerCase(Locale.ROOT));
    return numbers(filled, learnt);
  }

  /** The numbers that weights are used to, and nothing of sizes: they are of a part below. */
  private static Recipe numbers(Recipe recipe, Preprocess learnt) {
    ModelRecipe open = recipe.model();
    int channels = open.channels() > 0 ? open.channels() : learnt.channels();
    Recipe filled = with(recipe, "channels", channels);
    if (open.mean() == null)
      filled = with(filled, "mean", numbers(learnt.numbers().mean(), channels));
    if (open.deviation() == null)
      filled = with(filled, "deviation", numbers(learnt.numbers().deviation(), channels));
    return filled;
  }

  private static Recipe with(Recipe recipe, String key, Object value) {
    return recipe.with("model." + key, value.toString());
  }

  /** For other channels their mean, as the first convolution is rewritten too. */
  private static List<Double> numbers(List<Double> learnt, int channels) {
    if (learnt.size() == channels) return learnt;
    double mean = learnt.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return Collections.nCopies(channels, mean);
  }

  /**
   * Where the tensors of a network would come from, in words.
   *
   * @throws dev.fovea.torch.TorchException where they are not this network's
   */
  String plan(Network network) {
    try (var stored = open(network)) {
      return FitWords.of(Load.plan(stored, network, adapt(network)));
    }
  }

  /**
   * The weights of a network.
   *
   * @param start of what starts anew; closed here
   */
  Weights load(Network network, Weights start) {
    try (start;
        var stored = open(network)) {
      return Load.of(stored, network, adapt(network), start).weights();
    }
  }

  private WeightsFile open(Network network) {
    WeightsFile stored = WeightsFile.open(file);
    Optional<Drawing.Backbone> below = Detecting.backbone(network.name());
    if (below.isEmpty()) return stored.renamed(Names.of(network.name()));
    Set<String> own = Params.of(network).keySet();
    UnaryOperator<String> known = Names.of(below.get().name());
    return stored.renamed(name -> {
      String inside = below.get().prefix() + known.apply(name);
      return own.contains(inside) ? inside : name;
    });
  }

  /** Of a detector over these weights' network all else starts anew. */
  private Adapt adapt(Network network) {
    Optional<Drawing.Backbone> below = Detecting.backbone(network.name());
    if (below.isPresent() && !this.network.equals(Optional.of(network.name())))
      return new Adapt(Detecting.above(network, below.get()), true);
    return Detectors.has(network.name())
        ? new Adapt(Detecting.heads(network), true)
        : Adapt.head(Head.of(network).orElseThrow().weights());
  }
}
