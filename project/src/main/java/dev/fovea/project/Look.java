package dev.fovea.project;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A first look at some pictures of a data set, evenly taken from all.
 *
 * @param pictures as they are stored
 */
record Look(List<Image> pictures) {
  private static final int MANY = 200;
  private static final int PIXELS = 40_000_000;

  static Look at(List<Example> examples) {
    var pictures = new ArrayList<Image>();
    String why = "";
    long pixels = 0;
    int step = Math.max(1, examples.size() / MANY);
    for (int i = 0; i < examples.size() && pixels < PIXELS; i += step) {
      try {
        Image image = examples.get(i).source().image();
        pixels += (long) image.width() * image.height();
        pictures.add(image);
      } catch (ImageException e) {
        why = e.getMessage();
      }
    }
    if (pictures.isEmpty())
      throw new DataException("none of the training pictures can be decoded: " + why);
    return new Look(pictures);
  }

  /** Some of many, evenly taken. */
  static List<Example> some(List<Example> all, int count) {
    int n = Math.min(count, all.size());
    return IntStream.range(0, n).mapToObj(i -> all.get((int) ((long) i * all.size() / n))).toList();
  }

  /** The median of the pictures' shorter sides, in pixels. */
  int medianPx() {
    int[] sides =
        pictures.stream().mapToInt(p -> Math.min(p.width(), p.height())).sorted().toArray();
    return sides[sides.length / 2];
  }

  /** The median of width over height. */
  double ratio() {
    double[] ratios =
        pictures.stream().mapToDouble(p -> (double) p.width() / p.height()).sorted().toArray();
    return ratios[ratios.length / 2];
  }

  /** Whether all pictures are of one shape, within a share of width over height. */
  boolean sameRatio(double within) {
    double usual = ratio();
    return pictures.stream()
        .mapToDouble(p -> (double) p.width() / p.height())
        .allMatch(ratio -> Math.abs(ratio - usual) <= within * usual);
  }

  /** Whether no picture has colours. */
  boolean grey() {
    return pictures.stream().allMatch(p -> p.channels() <= 2);
  }

  ChannelNumbers numbers(int channels, int size) {
    return ChannelNumbers.of(pictures, channels, size);
  }
}
