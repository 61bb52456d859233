package dev.fovea.project;

import dev.fovea.data.Counted;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.split.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Pictures that look nearly the same are kept on one side of a split, where that can be. */
final class NearDuplicates {
  /** Above it looking at every file before the first step would take too long. */
  static final int MOST_FILES = 50_000;

  private final Dataset data;
  private final double share;
  private final Looks looks;
  private final Consumer<RunEvent> events;

  private NearDuplicates(Dataset data, double share, Looks looks, Consumer<RunEvent> events) {
    this.data = data;
    this.share = share;
    this.looks = looks;
    this.events = events;
  }

  /**
   * Looks at the training and validation pictures.
   *
   * @param share of each class that will be set aside
   * @return the grouping, with what looks nearly the same together
   */
  static Grouping joined(
      Grouping grouping, Dataset data, double share, Looks looks, Consumer<RunEvent> events) {
    var pool = new ArrayList<>(data.split(Split.TRAIN));
    pool.addAll(data.split(Split.VAL));
    long files = pool.stream().filter(example -> !example.source().inMemory()).count();
    if (files > MOST_FILES) {
      events.accept(
          new RunEvent.Chose(
              String.format(
                  Locale.ROOT,
                  "near duplicates are not looked for among more than %,d files, so they may be on"
                      + " both sides of the split; fovea data check finds them",
                  MOST_FILES)));
      return grouping;
    }
    return new NearDuplicates(data, share, looks, events).joined(grouping, pool);
  }

  private Grouping joined(Grouping grouping, List<Example> pool) {
    var together = new ArrayList<List<Example>>();
    for (int[] group : looks.groups(pool, this::looked)) {
      var examples = Arrays.stream(group).mapToObj(pool::get).toList();
      int whole = whole(examples, pool);
      if (whole < 0) together.add(examples);
      else
        events.accept(
            new RunEvent.Warned(
                String.format(
                    Locale.ROOT,
                    "%s that look nearly the same are most of class '%s', so they are on both sides"
                        + " of the split and the score will flatter; --group-by can say better what"
                        + " belongs together",
                    Counted.of(examples.size(), "picture"),
                    data.classes().name(whole))));
    }
    if (!together.isEmpty()) {
      events.accept(
          new RunEvent.Chose(
              String.format(
                  Locale.ROOT,
                  "%s of near duplicates (%,d of %s) %s on one side of the split",
                  Counted.of(together.size(), "group"),
                  together.stream().mapToInt(List::size).sum(),
                  Counted.of(pool.size(), "picture"),
                  together.size() == 1 ? "stays" : "stay each")));
    }
    return grouping.and(together);
  }

  /**
   * The class of which a group is so much that the rest is less than the share to set aside; or -1.
   */
  private int whole(List<Example> group, List<Example> pool) {
    int[] all = counts(pool);
    int[] in = counts(group);
    for (int c = 0; c < all.length; c++) if (in[c] > 1 && in[c] > (1 - share) * all[c]) return c;
    return -1;
  }

  private int[] counts(List<Example> examples) {
    return data.withExamples(java.util.Map.of(Split.TRAIN, examples)).counts(Split.TRAIN);
  }

  private synchronized void looked(int done, int all) {
    if (done % Math.max(1, all / 100) == 0) events.accept(new RunEvent.Looked(done, all));
  }
}
