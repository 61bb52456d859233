package dev.fovea.project;

import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and deviation of each channel of some pictures, 0 to 1.
 *
 * @param mean [channels]
 * @param deviation [channels]
 */
public record ChannelNumbers(List<Double> mean, List<Double> deviation) {
  private static final double FLATTEST = 1e-3;

  /** Of pictures, each brought to {@code size} px a side and given the same weight. */
  static ChannelNumbers of(List<Image> images, int channels, int size) {
    return of(images.stream().map(image -> moments(image, channels, size)).toList());
  }

  /**
   * Of one picture brought to {@code size} px a side: the mean of each channel, then of their
   * squares, [2 * channels].
   */
  public static double[] moments(Image image, int channels, int size) {
    Preprocess plain = Preprocess.stretch(channels, size, size);
    FloatBuffer numbers = FloatBuffer.allocate(plain.floats());
    plain.of(image, numbers, 0);
    var moments = new double[2 * channels];
    int area = size * size;
    for (int i = 0; i < numbers.capacity(); i++) {
      float x = numbers.get(i);
      moments[i / area] += x;
      moments[channels + i / area] += (double) x * x;
    }
    for (int k = 0; k < moments.length; k++) moments[k] /= area;
    return moments;
  }

  /** Of pictures, of which the moments are known. */
  public static ChannelNumbers of(List<double[]> moments) {
    int channels = moments.getFirst().length / 2;
    var sum = new double[2 * channels];
    for (double[] one : moments) for (int k = 0; k < sum.length; k++) sum[k] += one[k];
    double count = moments.size();
    var mean = new ArrayList<Double>();
    var deviation = new ArrayList<Double>();
    for (int c = 0; c < channels; c++) {
      double m = sum[c] / count;
      mean.add(rounded(m));
      deviation.add(
          Math.max(FLATTEST, rounded(Math.sqrt(Math.max(0, sum[channels + c] / count - m * m)))));
    }
    return new ChannelNumbers(List.copyOf(mean), List.copyOf(deviation));
  }

  /** Four digits are what papers print, and what people can compare. */
  private static double rounded(double x) {
    return Math.round(x * 10_000) / 10_000.0;
  }
}
