package dev.fovea.project.check;

import dev.fovea.data.Broken;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.alike.Alike;
import dev.fovea.data.alike.Glances;
import dev.fovea.data.alike.Near;
import dev.fovea.image.Digest;
import dev.fovea.image.Fingerprint;
import dev.fovea.image.Glance;
import dev.fovea.project.ChannelNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One pass over all pictures of a data set. Of each a few numbers are kept, never its pixels.
 *
 * @param examples of all splits
 * @param splits the split of each
 * @param facts of each; null where the picture is broken
 * @param broken in the order of the examples
 * @param numbers of the channels, of pictures evenly taken from all; null where all are broken
 * @param measured how many pictures the numbers are of
 */
record Survey(
    List<Example> examples,
    List<Split> splits,
    List<Fact> facts,
    List<Broken> broken,
    ChannelNumbers numbers,
    int measured) {

  /** As many tell the mean to three digits. */
  private static final int MOST_MEASURED = 2000;

  /** The size at which channels are measured. */
  private static final int MEASURED_PX = 64;

  static Survey of(Dataset data, int threads, Glances.Progress progress) {
    var examples = new ArrayList<Example>();
    var splits = new ArrayList<Split>();
    for (Split split : Split.values()) {
      examples.addAll(data.split(split));
      while (splits.size() < examples.size()) splits.add(split);
    }
    int n = examples.size();
    int step = Math.max(1, Math.ceilDiv(n, MOST_MEASURED));
    List<Fact> facts = Arrays.asList(new Fact[n]);
    var why = new String[n];
    var moments = new double[Math.ceilDiv(n, step)][];
    Glances.each(
        examples,
        Alike.LEAST_PX,
        threads,
        (i, glance) -> {
          facts.set(i, fact(glance));
          if (i % step == 0) moments[i / step] = moments(glance);
        },
        (i, e) -> why[i] = e.getMessage(),
        progress);
    var broken = new ArrayList<Broken>();
    for (int i = 0; i < n; i++)
      if (why[i] != null) broken.add(new Broken(examples.get(i).id(), why[i]));
    var measured = Arrays.stream(moments).filter(Objects::nonNull).toList();
    return new Survey(examples, splits, facts, broken, numbers(measured, facts), measured.size());
  }

  private static Fact fact(Glance glance) {
    return new Fact(
        glance.width(),
        glance.height(),
        glance.small().channels(),
        glance.bits(),
        glance.turned(),
        glance.cmyk(),
        glance.digest(),
        Fingerprint.of(glance.small()).orElse(null));
  }

  private static double[] moments(Glance glance) {
    int shorter = Math.min(glance.small().width(), glance.small().height());
    return ChannelNumbers.moments(glance.small(), 3, Math.min(MEASURED_PX, shorter));
  }

  /** One channel where no picture has colours. */
  private static ChannelNumbers numbers(List<double[]> moments, List<Fact> facts) {
    if (moments.isEmpty()) return null;
    ChannelNumbers all = ChannelNumbers.of(moments);
    boolean grey = facts.stream().filter(Objects::nonNull).allMatch(Fact::grey);
    return grey ? new ChannelNumbers(all.mean().subList(0, 1), all.deviation().subList(0, 1)) : all;
  }

  /** The pictures that can be decoded. */
  List<Fact> sound() {
    return facts.stream().filter(Objects::nonNull).toList();
  }

  /**
   * @param told of every pair
   */
  Alike alike(Consumer<Near> told) {
    var digests = new Digest[facts.size()];
    var prints = new Fingerprint[facts.size()];
    var bits = new int[facts.size()];
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      if (fact == null) continue;
      digests[i] = fact.digest();
      prints[i] = fact.print();
      bits[i] = Alike.bits(fact.width(), fact.height());
    }
    return Alike.of(digests, prints, bits, told);
  }
}
