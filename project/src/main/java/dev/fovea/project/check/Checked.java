package dev.fovea.project.check;

import dev.fovea.data.Broken;
import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.project.ChannelNumbers;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.use.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a look at all pictures of a data set told.
 *
 * @param data as it was found, broken pictures included
 * @param labelled whether the pictures have classes
 * @param sizes empty where every picture is broken
 * @param numbers of the channels, 0 to 1; empty where every picture is broken
 * @param measured how many pictures the numbers are of
 * @param boxes what is said of boxes, where these are known
 * @param seconds that it took
 */
public record Checked(
    Dataset data,
    boolean labelled,
    Optional<Sizes> sizes,
    Kinds kinds,
    Optional<ChannelNumbers> numbers,
    int measured,
    Twins twins,
    List<Broken> broken,
    Optional<BoxCheck> boxes,
    double seconds) {

  /** What is well and what is not, the worst first. */
  public List<Finding> findings() {
    return CheckFindings.of(this);
  }

  /** Whether something spoils what is learnt from these data or measured on them. */
  public boolean spoilt() {
    return findings().stream().anyMatch(f -> f.state() == Finding.State.SPOILS);
  }

  /** All numbers by flat names, as {@link MetricsJson} writes them. */
  public SequencedMap<String, Double> metrics() {
    var all = new LinkedHashMap<String, Double>();
    all.put("pictures", (double) data.size());
    all.put("broken", (double) broken.size());
    all.put("classes", labelled ? (double) data.classes().size() : 0);
    for (Split split : Split.values()) {
      all.put(split.word(), (double) data.split(split).size());
      all.put("leaked_" + split.word(), (double) twins.leaked().getOrDefault(split, 0));
      all.put("resembling_" + split.word(), (double) twins.resembling().getOrDefault(split, 0));
    }
    all.remove("leaked_train");
    all.remove("resembling_train");
    all.put("repeated", (double) twins.repeated());
    all.put("alike_groups", (double) twins.groups());
    all.put("alike_pictures", (double) twins.grouped());
    all.put("contradicting", (double) twins.contradicting());
    all.put("doubtful", (double) twins.doubtful());
    sizes.ifPresent(s -> {
      extent(all, "width", s.width());
      extent(all, "height", s.height());
      extent(all, "shorter", s.shorter());
      extent(all, "ratio", s.ratio());
    });
    all.put("grey", (double) kinds.grey());
    all.put("sixteen_bit", (double) kinds.sixteenBit());
    all.put("alpha", (double) kinds.alpha());
    all.put("cmyk", (double) kinds.cmyk());
    all.put("turned", (double) kinds.turned());
    all.put("flat", (double) kinds.flat());
    numbers.ifPresent(n -> {
      for (int c = 0; c < n.mean().size(); c++) {
        all.put("mean_" + c, n.mean().get(c));
        all.put("deviation_" + c, n.deviation().get(c));
      }
    });
    if (labelled) counts(all);
    boxes.ifPresent(b -> b.metrics(all));
    return all;
  }

  static void extent(SequencedMap<String, Double> all, String name, Extent extent) {
    all.put(name + "_min", extent.least());
    all.put(name + "_median", extent.median());
    all.put(name + "_max", extent.most());
  }

  private void counts(SequencedMap<String, Double> all) {
    for (Split split : Split.values()) {
      int[] counts = data.counts(split);
      if (data.split(split).isEmpty()) continue;
      for (int c = 0; c < counts.length; c++)
        all.put(
            String.format(Locale.ROOT, "%s_class_%s", split.word(), data.classes().name(c)),
            (double) counts[c]);
      int[] boxed = data.boxCounts(split);
      for (int c = 0; boxes.isPresent() && c < boxed.length; c++)
        all.put(
            String.format(Locale.ROOT, "%s_boxes_%s", split.word(), data.classes().name(c)),
            (double) boxed[c]);
    }
  }
}
