package dev.fovea.train;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The losses of the epoch under way, each by itself. */
final class LossSums {
  private final LinkedHashMap<String, Double> sums = new LinkedHashMap<>();

  void add(SequencedMap<String, Double> losses) {
    losses.forEach((name, loss) -> sums.merge(name, loss, Double::sum));
  }

  /** Their means over so many batches. */
  SequencedMap<String, Double> means(int batches) {
    var means = new LinkedHashMap<>(sums);
    means.replaceAll((_, sum) -> sum / Math.max(1, batches));
    means.putIfAbsent("loss", 0.0);
    return means;
  }

  void clear() {
    sums.clear();
  }

  void save(State.Writer out) {
    out.text("losses", String.join(",", sums.keySet()));
    sums.forEach((name, sum) -> out.real("loss_sum." + name, sum));
  }

  void restore(State in) {
    clear();
    for (String name : in.text("losses").split(",", -1))
      if (!name.isEmpty()) sums.put(name, in.real("loss_sum." + name));
  }
}
