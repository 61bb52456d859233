package dev.fovea.torch.load;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.torch.file.Quote;
import java.util.ArrayList;
import java.util.List;

/** A plan in words: what was taken, and why it does not fit. */
public final class FitWords {
  private static final int FIRST = 3;

  private FitWords() {}

  /** One sentence about a plan that fits: what was taken, rewritten, starts anew, is left over. */
  public static String of(Fit fit) {
    var words = new StringBuilder(count(fit.taken()) + " taken from the file");
    if (!fit.prefix().isEmpty()) words.append(", their names without ").append(fit.prefix());
    fit.parts().forEach((name, part) -> words.append(change(name, part)));
    List<String> anew = fit.anew();
    if (!anew.isEmpty())
      words
          .append("; ")
          .append(first(anew))
          .append(anew.size() == 1 ? " starts" : " start")
          .append(" anew");
    String left = leftOver(fit);
    return (left.isEmpty() ? words : words.append("; ").append(left)).toString();
  }

  /** What a plan has no place for, as {@code left over: "aux.weight" and 12 more}; or "". */
  public static String leftOver(Fit fit) {
    List<String> names = fit.leftOver().telling();
    return names.isEmpty() ? "" : "left over: " + quoted(names);
  }

  private static String change(String name, Part part) {
    return switch (part) {
      case Part.Rewritten r ->
          "; %s rewritten from %d to %d %s"
              .formatted(name, r.had(), r.needs(), r.needs() == 1 ? "channel" : "channels");
      case Part.Resized r ->
          "; %s resized from %d x %2$d to %d x %3$d squares".formatted(name, r.had(), r.needs());
      case Part.Taken _, Part.Zero _, Part.Anew _, Part.Missing _, Part.Misfit _ -> "";
    };
  }

  /** Why a plan does not fit: the first misfits by name, and the count of the rest. */
  public static String misfits(Fit fit) {
    var params = Params.of(fit.network());
    var wrong = new ArrayList<String>();
    fit.parts()
        .forEach((name, part) -> {
          if (part instanceof Part.Missing) wrong.add(name + " is missing");
          if (part instanceof Part.Misfit m) wrong.add(name + misfit(m, params.get(name)));
        });
    var words = new ArrayList<String>();
    if (!wrong.isEmpty()) words.add(first(wrong));
    List<String> left = fit.leftOver().telling();
    if (!left.isEmpty()) words.add("it has no place for " + quoted(left));
    return "does not hold the weights of " + fit.network().name() + ": " + String.join("; ", words);
  }

  private static String misfit(Part.Misfit got, Param needs) {
    if (got.shape().equals(Fit.shape(needs)))
      return " holds "
          + got.type()
          + ", not "
          + (needs.dtype() == Dtype.INT64 ? "whole numbers" : "fractions");
    return " is " + got.shape() + ", not " + needs.shape();
  }

  /** Names of a file may be anything. */
  private static String quoted(List<String> names) {
    return first(names.stream().map(Quote::of).toList());
  }

  private static String first(List<String> all) {
    String shown = String.join(", ", all.subList(0, Math.min(FIRST, all.size())));
    return all.size() > FIRST ? shown + " and " + (all.size() - FIRST) + " more" : shown;
  }

  private static String count(long tensors) {
    return tensors + (tensors == 1 ? " tensor" : " tensors");
  }
}
