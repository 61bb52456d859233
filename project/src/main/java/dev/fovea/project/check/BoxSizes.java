package dev.fovea.project.check;

import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.project.DetectSize;
import java.util.Arrays;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;

/**
 * How large boxes are, in pixels of their pictures, and how large where a detector sees these at a
 * size; a box's side is the square root of its area.
 *
 * @param ratio width by height
 * @param perPicture boxes in a picture
 * @param sizePx the longer side of pictures in training
 * @param tiny share of boxes with a side below {@value #TINY_PX} px there
 * @param small share with a side of {@value #TINY_PX} px or more, below {@value #SMALL_PX}
 * @param medium share of {@value #SMALL_PX} px or more, below {@value #LARGE_PX}; the rest are
 *     large
 * @param neededPx the size at which nine of ten boxes have a side of {@value #TINY_PX} px
 * @param longerPx the longer side of the middle picture
 */
public record BoxSizes(
    Extent width,
    Extent height,
    Extent ratio,
    Extent perPicture,
    int sizePx,
    double tiny,
    double small,
    double medium,
    int neededPx,
    int longerPx) {
  /** A cell of the finest map that detectors look at. */
  public static final int TINY_PX = 8;

  /** COCO's bounds of small and large boxes. */
  public static final int SMALL_PX = 32;

  public static final int LARGE_PX = 96;

  private static final int STEP_PX = 32;

  static Optional<BoxSizes> of(Survey survey, int sizePx) {
    double[] longer = sides(survey, Math::max);
    double[] shares = shares(survey);
    if (shares.length == 0) return Optional.empty(); // all boxes are on broken pictures
    var things =
        survey.examples().stream()
            .flatMap(e -> ((Truth.Objects) e.truth()).things().stream())
            .map(Thing::box)
            .toList();
    int middle = (int) Extent.of(Arrays.stream(longer)).median();
    int size =
        sizePx > 0
            ? sizePx
            : DetectSize.of(survey.examples(), middle, DetectSize.MOST_ON_CPU_PX, STEP_PX);
    return Optional.of(
        new BoxSizes(
            Extent.of(things.stream().mapToDouble(b -> b.width())),
            Extent.of(things.stream().mapToDouble(b -> b.height())),
            Extent.of(things.stream().mapToDouble(b -> b.width() / b.height())),
            Extent.of(
                survey.examples().stream()
                    .mapToDouble(e -> ((Truth.Objects) e.truth()).things().size())),
            size,
            between(shares, 0, (double) TINY_PX / size),
            between(shares, (double) TINY_PX / size, (double) SMALL_PX / size),
            between(shares, (double) SMALL_PX / size, (double) LARGE_PX / size),
            step(TINY_PX / shares[shares.length / 10]),
            middle));
  }

  private static double[] sides(Survey survey, java.util.function.IntBinaryOperator side) {
    return survey.sound().stream()
        .mapToDouble(f -> side.applyAsInt(f.width(), f.height()))
        .toArray();
  }

  /** Sides of boxes as shares of their picture's longer side, the smallest first. */
  private static double[] shares(Survey survey) {
    var shares = DoubleStream.builder();
    for (int i = 0; i < survey.examples().size(); i++) {
      Fact fact = survey.facts().get(i);
      if (fact == null) continue;
      int longer = Math.max(fact.width(), fact.height());
      for (Thing thing : ((Truth.Objects) survey.examples().get(i).truth()).things()) {
        shares.add(Math.sqrt(thing.box().width() * thing.box().height()) / longer);
      }
    }
    return shares.build().sorted().toArray();
  }

  private static double between(double[] sorted, double from, double to) {
    return Arrays.stream(sorted).filter(s -> s >= from && s < to).count() / (double) sorted.length;
  }

  /** The next multiple of 32. */
  private static int step(double px) {
    return (int) Math.ceil(px / STEP_PX) * STEP_PX;
  }

  void metrics(SequencedMap<String, Double> all) {
    Checked.extent(all, "box_width", width);
    Checked.extent(all, "box_height", height);
    Checked.extent(all, "box_ratio", ratio);
    Checked.extent(all, "boxes_per_picture", perPicture);
    all.put("size", (double) sizePx);
    all.put("tiny_share", tiny);
    all.put("small_share", small);
    all.put("medium_share", medium);
  }
}
