package dev.fovea.image;

import java.util.List;

/**
 * From samples to the numbers that a network reads: {@code (sample / full * white - mean) /
 * deviation}, where full is 255 at 8 bit and 65535 at 16 bit, in single precision as torchvision
 * computes.
 *
 * @param white what a full sample becomes, usually 1
 * @param mean a channel
 * @param deviation a channel, above 0
 */
public record Numbers(double white, List<Double> mean, List<Double> deviation) {
  public Numbers {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (!(white > 0)) {
      throw new IllegalArgumentException("numbers: white is above 0, got " + white);
    }
    if (mean.size() != deviation.size() || !deviation.stream().allMatch(d -> d > 0)) {
      throw new IllegalArgumentException(
          "numbers: expected as many deviations as means, all above 0, got "
              + mean
              + " and "
              + deviation);
    }
  }

  /** What the sample of a channel becomes. */
  float of(int sample, int full, int channel) {
    float x = sample / (float) full;
    if (white != 1) {
      x *= (float) white;
    }
    return (x - mean.get(channel).floatValue()) / deviation.get(channel).floatValue();
  }
}
