package dev.fovea.image;

import java.util.function.IntUnaryOperator;

/**
 * Changes of each colour's levels, equal to those of Pillow's {@code ImageOps}: samples change by
 * their value alone, and alpha stays. 16-bit pictures are treated alike on their own scale.
 */
public final class Tone {
  private Tone() {}

  /** Keeps only the highest {@code bits} of each sample, 0 to 8; 8 changes nothing. */
  public static Image posterize(Image image, int bits) {
    if (bits < 0 || bits > 8) {
      throw new IllegalArgumentException("posterize: 0 to 8 bits are kept, got " + bits);
    }
    int full = full(image);
    int mask = full - (full >> bits);
    return bits == 8 ? image : Lookup.of(image, v -> v & mask);
  }

  /** Inverts the samples from {@code threshold} (a share of white, 0 to 1) on. */
  public static Image solarize(Image image, double threshold) {
    int full = full(image);
    double from = threshold * full;
    return Lookup.of(image, v -> v < from ? v : full - v);
  }

  /** Stretches each colour so that its darkest level is 0 and its lightest is white. */
  public static Image autocontrast(Image image) {
    return byHistogram(
        image,
        (counts, full) -> {
          int low = 0;
          int high = full;
          while (low < full && counts[low] == 0) low++;
          while (high > 0 && counts[high] == 0) high--;
          if (high <= low) return v -> v;
          double scale = (double) full / (high - low);
          double offset = -low * scale;
          return v -> (int) Math.max(0, Math.min(full, v * scale + offset));
        });
  }

  /** Spreads each colour's levels so that all are about equally frequent. */
  public static Image equalize(Image image) {
    return byHistogram(
        image,
        (counts, full) -> {
          long others = 0;
          int last = 0;
          for (int count : counts) {
            others += count == 0 ? 0 : last;
            last = count == 0 ? last : count;
          }
          // Pillow's whole steps would be 0 for most pictures of 65536 levels
          double step = full == 255 ? Math.floorDiv(others, full) : (double) others / full;
          if (step == 0) return v -> v;
          var table = new int[full + 1];
          double reached = full == 255 ? Math.floor(step / 2) : step / 2;
          for (int v = 0; v <= full; v++) {
            table[v] = (int) Math.min(full, reached / step);
            reached += counts[v];
          }
          return v -> table[v];
        });
  }

  /** From the counts of a colour's levels, 0 to {@code full}, to the change of each. */
  private interface Rule {
    IntUnaryOperator of(int[] counts, int full);
  }

  private static Image byHistogram(Image image, Rule rule) {
    var in = Samples.of(image);
    var tables = new int[Lookup.colours(image)][];
    for (int k = 0; k < tables.length; k++) {
      var counts = new int[in.full() + 1];
      for (int i = k; i < in.size(); i += image.channels()) counts[in.get(i)]++;
      tables[k] = Lookup.table(in.full(), rule.of(counts, in.full()));
    }
    return Lookup.of(image, tables);
  }

  private static int full(Image image) {
    return image.bits() == 8 ? 255 : 65535;
  }
}
