package dev.fovea.project.use;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Summary;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resize;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.Told;
import dev.fovea.project.AnswerWords;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import dev.fovea.torch.load.Prefix;
import dev.fovea.torch.load.WeightsFile;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.FasterRcnn;
import dev.fovea.zoo.weights.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks into a model file, a file of plain weights, or a network of the zoo. */
public final class Inspect {
  private Inspect() {}

  /** What a file or the name of a network is. */
  public static About of(String fileOrName) {
    return of(fileOrName, Told.NOTHING);
  }

  /**
   * As above.
   *
   * @param told of an ONNX file from elsewhere
   */
  public static About of(String fileOrName, Told told) {
    Path file = Path.of(fileOrName);
    if (Files.isRegularFile(file)) return file(file, told);
    if (looksLikeFile(fileOrName))
      throw new ModelException(
          fileOrName
              + (Files.isDirectory(file)
                  ? " is a folder; name a model file in it, such as best.safetensors"
                  : ": there is no such file"));
    return network(fileOrName);
  }

  /** Whether a word that names no file was meant to name one. */
  public static boolean looksLikeFile(String word) {
    return word.contains("/") || word.matches("(?i).*\\.(safetensors|onnx|pth|pt|th)");
  }

  private static About network(String name) {
    var published = Catalogue.find(name);
    if (published.isPresent()) return new About.OfOffer(Offer.of(published.get()));
    if (Detectors.has(name)) return detector(Models.published(name));
    Family family = Zoo.family(name);
    Family.Member member = Zoo.member(name);
    return new About.OfNetwork(
        name,
        family.name(),
        family.paper(),
        member.sizePx(),
        Summary.of(Models.published(member), member.sizePx(), member.sizePx()));
  }

  private static About detector(Drawing drawing) {
    Network answering = Models.answering(drawing);
    int px = drawing.sizePx();
    var shapes =
        FasterRcnn.draws(answering)
            ? FasterRcnn.shapes(answering, px, px)
            : Shapes.of(answering, px, px);
    return new About.OfNetwork(
        drawing.network().name(),
        Models.family(drawing.style()),
        Models.paper(drawing.style()),
        drawing.sizePx(),
        Summary.of(answering, shapes, _ -> false));
  }

  private static About file(Path file, Told told) {
    if (ModelTask.isOnnx(file)) return exported(file, told);
    told.refuse(file);
    long bytes = size(file);
    try (var stored = WeightsFile.open(file)) {
      if (!stored.facts().containsKey("fovea")) return weights(bytes, stored);
    }
    try (Model model = ModelFile.read(file)) {
      return model(
          file,
          model.card(),
          Optional.of(
              new About.Cost(model.network().name(), Params.count(answering(model)), macs(model))));
    }
  }

  /** What of a network is run for an answer. */
  private static Network answering(Model model) {
    return model.postprocess() instanceof DetectPostprocess boxes
        ? Models.answering(model.network(), boxes)
        : model.network();
  }

  private static long macs(Model model) {
    Preprocess to = model.preprocess();
    return model.postprocess() instanceof DetectPostprocess boxes
        ? Models.macs(answering(model), boxes, to.height(), to.width())
        : Macs.of(model.network(), to.height(), to.width());
  }

  private static About exported(Path file, Told told) {
    Settings settings = Settings.on("cpu").withTold(told);
    if (ModelTask.isDetector(file))
      try (Detector detector = Detector.open(file, settings)) {
        return model(file, detector.model(), Optional.empty());
      }
    try (Classifier classifier = Classifier.open(file, settings)) {
      return model(file, classifier.model(), Optional.empty());
    }
  }

  private static About model(Path file, ModelCard card, Optional<About.Cost> network) {
    var answering = new ArrayList<>(AnswerWords.of(card));
    if (network.isEmpty()) answering.addAll(RegionFiles.words(file));
    return new About.OfModel(file, size(file), card, network, answering, input(card.preprocess()));
  }

  private static About weights(long bytes, WeightsFile stored) {
    List<About.Tensor> tensors =
        stored.tensors().entrySet().stream()
            .map(e -> new About.Tensor(e.getKey(), e.getValue().type(), e.getValue().shape()))
            .toList();
    return new About.OfWeights(
        stored.path(),
        bytes,
        stored.format(),
        stored.wrapper(),
        stored.wrappers(),
        Prefix.of(stored.tensors().keySet()),
        stored.facts(),
        Recognised.of(stored),
        tensors);
  }

  /** A preprocessing in a line. */
  public static String input(Preprocess to) {
    String resize =
        switch (to.resize()) {
          case Resize.Shortest s -> "shorter side to " + s.sizePx() + " px, the middle cut out";
          case Resize.Stretch _ -> "stretched";
          case Resize.Letterbox _ -> "letterboxed";
        };
    return String.format(
        Locale.ROOT,
        "%d x %d px, %s; %s",
        to.width(),
        to.height(),
        to.channels() == 1 ? "grey" : "colour",
        resize);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
