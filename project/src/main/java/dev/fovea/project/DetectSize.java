package dev.fovea.project;

import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import java.util.List;
import java.util.stream.DoubleStream;

/** How large pictures are at a detector's input where the recipe leaves it open. */
public final class DetectSize {
  /** On processors time is what is short. */
  public static final int MOST_ON_CPU_PX = 416;

  static final int MOST_PX = 640;
  private static final int LEAST_PX = 224;

  /** So many pixels 19 of 20 things keep at the network's input, where the size allows. */
  static final int THING_PX = 20;

  private static final double SMALL_SHARE = 0.05;

  private DetectSize() {}

  /**
   * The longer side at the input, in pixels.
   *
   * @param longerPx of the pictures
   * @param mostPx at the input
   * @param step divides it
   */
  public static int of(List<Example> examples, double longerPx, int mostPx, int step) {
    double wanted = longerPx * THING_PX / small(examples);
    double least = Math.min(LEAST_PX, longerPx);
    double px = Math.clamp(wanted, least, Math.max(least, Math.min(mostPx, longerPx)));
    return stepped(px, step);
  }

  /** The multiple of a step that is nearest, and not 0. */
  static int stepped(double px, int step) {
    return Math.max(step, (int) Math.round(px / step) * step);
  }

  /** The side of a square as large as a thing that 19 of 20 are larger than, in px. */
  static double small(List<Example> examples) {
    double[] sides =
        examples.stream()
            .flatMapToDouble(example ->
                example.truth() instanceof Truth.Objects(var things)
                    ? things.stream().filter(thing -> !thing.crowd()).mapToDouble(DetectSize::side)
                    : DoubleStream.empty())
            .sorted()
            .toArray();
    return sides.length == 0 ? THING_PX : Math.max(1, sides[(int) (SMALL_SHARE * sides.length)]);
  }

  private static double side(Thing thing) {
    return Math.sqrt(thing.box().width() * thing.box().height());
  }
}
