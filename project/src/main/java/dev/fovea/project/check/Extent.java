package dev.fovea.project.check;

import java.util.stream.DoubleStream;

/** The smallest, the middle and the largest of some numbers. */
public record Extent(double least, double median, double most) {

  /** Of one number or more; of an even count the upper of the two in the middle. */
  static Extent of(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    return new Extent(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }
}
