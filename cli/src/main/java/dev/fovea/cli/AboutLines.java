package dev.fovea.cli;

import dev.fovea.project.use.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a thing is, as lines. */
final class AboutLines {
  private static final int LABEL = 20;

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
    String kind = model.multiLabel() ? ", several classes a picture" : "";
    lines.add(fact("Task", model.task() + kind));
    lines.add(
        fact(
            "Network",
            String.format(
                Locale.ROOT,
                "%s, %,d parameters, %s multiply-adds",
                model.network(),
                model.parameters(),
                Amount.of(model.macs()))));
    lines.add(fact("Input", model.input()));
    String names = model.classes().size() + ": " + String.join(", ", model.classes());
    lines.addAll(facts("Classes", names));
    for (Map.Entry<String, Double> score : model.scores().entrySet())
      if (!score.getKey().matches(".*_(low|high)"))
        lines.add(fact(score.getKey(), interval(score, model.scores())));
    model.provenance().forEach((name, value) -> lines.addAll(facts(name, value)));
    return lines;
  }

  private static String interval(Map.Entry<String, Double> score, Map<String, Double> all) {
    String value = String.format(Locale.ROOT, "%.4f", score.getValue());
    Double low = all.get(score.getKey() + "_low");
    Double high = all.get(score.getKey() + "_high");
    if (low == null || high == null) return value;
    return value + String.format(Locale.ROOT, " (%.4f to %.4f)", low, high);
  }

  private static List<String> weights(About.OfWeights weights) {
    var lines = new ArrayList<String>();
    int n = weights.tensors().size();
    lines.add(fact("File", weights.file() + ", " + megabytes(weights.bytes())));
    lines.add(
        fact(
            "Holds",
            n
                + (n == 1 ? " tensor" : " tensors")
                + ": plain weights, no network that Fovea could run"));
    lines.add("");
    var table = new Table("Tensor", "Type", "Shape");
    for (About.Tensor tensor : weights.tensors())
      table.row(tensor.name(), tensor.type().name(), tensor.shape().toString());
    lines.addAll(table.lines());
    return lines;
  }

  private static String fact(String label, String text) {
    return String.join("\n", facts(label, text));
  }

  private static List<String> facts(String label, String text) {
    return Wrapped.lines(label, LABEL, text);
  }

  private static String megabytes(long bytes) {
    return bytes < 100_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
