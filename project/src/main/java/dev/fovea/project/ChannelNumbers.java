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
record ChannelNumbers(List<Double> mean, List<Double> deviation) {
  private static final double FLATTEST = 1e-3;

  /** Of pictures, each brought to {@code size} px a side and given the same weight. */
  static ChannelNumbers of(List<Image> images, int channels, int size) {
    Preprocess plain = Preprocess.stretch(channels, size, size);
    FloatBuffer numbers = FloatBuffer.allocate(plain.floats());
    var sum = new double[channels];
    var squares = new double[channels];
    int area = size * size;
    for (Image image : images) {
      plain.of(image, numbers, 0);
      for (int i = 0; i < numbers.capacity(); i++) {
        float x = numbers.get(i);
        sum[i / area] += x;
        squares[i / area] += (double) x * x;
      }
    }
    double count = (double) images.size() * area;
    var mean = new ArrayList<Double>();
    var deviation = new ArrayList<Double>();
    for (int c = 0; c < channels; c++) {
      double m = sum[c] / count;
      mean.add(rounded(m));
      deviation.add(
          Math.max(FLATTEST, rounded(Math.sqrt(Math.max(0, squares[c] / count - m * m)))));
    }
    return new ChannelNumbers(List.copyOf(mean), List.copyOf(deviation));
  }

  /** Four digits are what papers print, and what people can compare. */
  private static double rounded(double x) {
    return Math.round(x * 10_000) / 10_000.0;
  }
}
