package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.use.Inspect;
import dev.fovea.project.use.Offer;
import dev.fovea.zoo.weights.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Published weights, as lines. */
final class OfferLines {
  private static final int LABEL = 20;
  private static final String TERMS =
      "The data that weights learned from may add terms: ImageNet's allow research that is not"
          + " commercial, COCO's pictures are under many licences. Whether you may use them is for"
          + " you to find out.";

  private OfferLines() {}

  /** Several, one a line. */
  static List<String> table(List<Offer> offers) {
    boolean boxes = offers.stream().anyMatch(offer -> detector(offer.published()));
    var table = new Table("Name", boxes ? "mAP>" : "Top-1>", "MB>", "Licence", "Cached");
    for (Offer offer : offers) {
      Published p = offer.published();
      String name = p.name() + (p.preferred() ? " *" : "");
      table.row(
          name,
          share(boxes ? p.map() : p.top1()),
          megabytes(p),
          p.licence(),
          offer.cached() ? "yes" : "no");
    }
    var lines = new ArrayList<>(table.lines());
    lines.addAll(Wrapped.lines("*", 2, "is what the publisher prefers. " + TERMS));
    return lines;
  }

  /** All about one. */
  static List<String> one(Offer offer) {
    Published p = offer.published();
    var lines = new ArrayList<String>();
    fact(lines, "Weights", p.name() + ", published by " + p.by());
    fact(
        lines,
        "Network",
        String.format(Locale.ROOT, "%s, %,d parameters", p.network(), p.parameters()));
    fact(lines, "Input", Inspect.input(p.preprocess()));
    boolean detector = detector(p);
    fact(lines, "Classes", p.classes().size() + (detector ? ", COCO's" : ", ImageNet's"));
    if (detector) fact(lines, "mAP", share(p.map()));
    else fact(lines, "Top-1, top-5", share(p.top1()) + ", " + share(p.top5()));
    fact(lines, "Url", p.remote().url().toString());
    String digest =
        p.remote().digest().known() ? p.remote().digest().hex() + "..." : "not published";
    fact(lines, "Size, sha256", megabytes(p) + " MB, " + digest);
    fact(lines, offer.cached() ? "Cached at" : "Would be cached at", offer.place().toString());
    fact(lines, "Licence", p.licence() + ". " + TERMS);
    return lines;
  }

  private static void fact(List<String> lines, String label, String text) {
    lines.addAll(Wrapped.lines(label, LABEL, text));
  }

  private static boolean detector(Published published) {
    return published.map().isPresent();
  }

  private static String share(OptionalDouble score) {
    return Digits.of(score.orElse(Double.NaN));
  }

  private static String megabytes(Published published) {
    return String.format(Locale.ROOT, "%.1f", published.remote().bytes() / 1e6);
  }
}
