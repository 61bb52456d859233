package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A class of which there are few pictures among few: the defect that someone looks for.
 *
 * @param name of the rarest class
 * @param count how many training pictures show it
 * @param most how many show the most frequent class
 * @param images how many training pictures there are
 */
record Rare(String name, int count, int most, int images) {
  private static final int FEW = 1000;
  private static final int TIMES = 10;

  /** The rarest class, where fewer than 1,000 pictures show another one ten times as often. */
  static Optional<Rare> of(Dataset data) {
    int images = data.split(Split.TRAIN).size();
    int[] counts = data.counts(Split.TRAIN);
    int rarest = -1;
    int most = 0;
    for (int c = 0; c < counts.length; c++) {
      most = Math.max(most, counts[c]);
      if (counts[c] > 0 && (rarest < 0 || counts[c] < counts[rarest])) rarest = c;
    }
    if (data.multiLabel() || images >= FEW || rarest < 0 || most < TIMES * counts[rarest])
      return Optional.empty();
    return Optional.of(new Rare(data.classes().name(rarest), counts[rarest], most, images));
  }

  /** What was chosen for its sake, and what would help. */
  List<String> sentences(Recipe open, Recipe chosen) {
    var sentences = new ArrayList<String>();
    if (open.train().sampler().equals("auto") && chosen.train().sampler().equals("balanced"))
      sentences.add(
          "%s is rare, %d of %,d training pictures: an epoch shows each class as often as another"
                  .formatted(name, count, images)
              + " (--set sampler=natural: each picture once)");
    if (open.augment().preset().equals("auto") && chosen.augment().crop() != null)
      sentences.add(
          "a small mark may make the difference: the whole picture is kept, without random crops"
              + " and holes (--set crop=0.35 --set erase=0.1 --set fit=crop)");
    return sentences;
  }
}
