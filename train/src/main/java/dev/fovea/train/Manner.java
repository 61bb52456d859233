package dev.fovea.train;

import dev.fovea.torch.Precision;

/**
 * How a step is worked out.
 *
 * @param sharpness radius of sharpness-aware minimisation, e.g. 0.05: two passes a step, over the
 *     same dice; running statistics follow the first. 0 for none
 * @param precision of the forward pass and its way back; the loss is worked out in float32, and so
 *     are the sums and statistics of norms
 */
public record Manner(double sharpness, Precision precision) {
  /** One pass in float32. */
  public static final Manner PLAIN = new Manner(0, Precision.FLOAT32);

  public Manner {
    if (!(sharpness >= 0 && Double.isFinite(sharpness)))
      throw new TrainException("sharpness must be 0 or above, got " + sharpness);
  }
}
