package dev.fovea.cli;

import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.project.Digits;
import dev.fovea.project.use.About;
import dev.fovea.torch.file.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a thing is, as lines. */
final class AboutLines {
  private static final int LABEL = 20;

  /** Facts beside weights from anywhere, and characters of each. */
  private static final int MOST_FACTS = 20;

  private static final int LONGEST_FACT = 200;

  private AboutLines() {}

  static List<String> of(About about) {
    return switch (about) {
      case About.OfModel model -> model(model);
      case About.OfOffer published -> OfferLines.one(published.offer());
      case About.OfWeights weights -> weights(weights);
      case About.OfNetwork network ->
          List.of(
              network.summary().stripTrailing(),
              fact("Family", network.family()),
              fact("Paper", network.paper()));
    };
  }

  private static List<String> model(About.OfModel model) {
    var lines = new ArrayList<String>();
    lines.add(fact("File", model.file() + ", " + megabytes(model.bytes())));
    ModelCard card = model.card();
    boolean several =
        card.postprocess() instanceof ClassifyPostprocess labels && labels.multiLabel();
    String kind = several ? ", several classes a picture" : "";
    lines.add(fact("Task", card.task() + kind));
    lines.add(
        fact(
            "Network",
            model
                .network()
                .map(AboutLines::cost)
                .orElse("exported; ONNX Runtime runs it, without libtorch")));
    lines.add(fact("Input", model.input()));
    List<String> classes = card.classes().names();
    String names = classes.size() + ": " + String.join(", ", classes);
    lines.addAll(facts("Classes", names));
    model.answering().forEach(words -> lines.addAll(facts("Answers", words)));
    for (String score : card.scores().keySet())
      if (!score.matches(".*_(low|high)")) lines.add(fact(score, Digits.of(score, card.scores())));
    card.provenance().forEach((name, value) -> lines.addAll(facts(name, value)));
    return lines;
  }

  private static String cost(About.Cost cost) {
    return String.format(
        Locale.ROOT,
        "%s, %,d parameters, %s multiply-adds",
        cost.network(),
        cost.parameters(),
        Amount.of(cost.macs()));
  }

  private static List<String> weights(About.OfWeights weights) {
    var lines = new ArrayList<String>();
    int n = weights.tensors().size();
    lines.add(fact("File", weights.file() + ", " + megabytes(weights.bytes())));
    lines.add(fact("Format", weights.format()));
    lines.add(
        fact(
            "Holds",
            n
                + (n == 1 ? " tensor" : " tensors")
                + ": plain weights, no network that Fovea could run"));
    lines.add(fact("Numbers", numbers(weights.tensors())));
    if (!weights.wrapper().isEmpty()) lines.add(fact("Under", wrapper(weights)));
    if (!weights.prefix().isEmpty()) lines.add(fact("Names begin with", weights.prefix()));
    if (!weights.fits().isEmpty())
      lines.addAll(facts("Weights of", String.join(", ", weights.fits())));
    weights.facts().entrySet().stream()
        .limit(MOST_FACTS)
        .forEach(e -> lines.addAll(facts(brief(e.getKey()), brief(e.getValue()))));
    lines.add("");
    var table = new Table("Tensor", "Type", "Shape");
    for (About.Tensor tensor : weights.tensors())
      table.row(tensor.name(), tensor.type().name(), tensor.shape().toString());
    lines.addAll(table.lines());
    return lines;
  }

  private static String brief(String word) {
    return word.length() > LONGEST_FACT ? word.substring(0, LONGEST_FACT) + "..." : word;
  }

  private static String wrapper(About.OfWeights weights) {
    List<String> others =
        weights.wrappers().stream().filter(w -> !w.equals(weights.wrapper())).toList();
    return weights.wrapper()
        + (others.isEmpty() ? "" : "; more under " + String.join(", ", others));
  }

  /** How many there are of each type, as {@code 1,000 F32, 2 I64}. */
  private static String numbers(List<About.Tensor> tensors) {
    var counts = new TreeMap<ElementType, Long>();
    for (About.Tensor tensor : tensors)
      counts.merge(tensor.type(), tensor.shape().stream().reduce(1L, (a, b) -> a * b), Long::sum);
    return counts.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String fact(String label, String text) {
    return String.join("\n", facts(label, text));
  }

  private static List<String> facts(String label, String text) {
    return Wrapped.lines(label, LABEL, text);
  }

  static String megabytes(long bytes) {
    return bytes < 100_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
