package dev.fovea.train;

import dev.fovea.torch.Precision;

/**
 * How a step is worked out.
 *
 * @param sharpness radius of sharpness-aware minimisation, e.g. 0.05: two passes a step, over the
 *     same dice; running statistics follow the first. 0 for none
 * @param precision of the forward pass and its way back; the loss is worked out in float32, and so
 *     are the sums and statistics of norms
 * @param checkpoint whether most activations are worked out again on the way back instead of kept,
 *     as {@link dev.fovea.torch.Retrace} does: less memory for one forward pass more, and the same
 *     gradients
 */
public record Manner(double sharpness, Precision precision, boolean checkpoint) {
  /** One pass in float32. */
  public static final Manner PLAIN = new Manner(0, Precision.FLOAT32);

  /** With all activations kept. */
  public Manner(double sharpness, Precision precision) {
    this(sharpness, precision, false);
  }

  /** The same with or without activations that are worked out again. */
  public Manner withCheckpoint(boolean checkpoint) {
    return new Manner(sharpness, precision, checkpoint);
  }

  public Manner {
    if (!(sharpness >= 0 && Double.isFinite(sharpness)))
      throw new TrainException("sharpness must be 0 or above, got " + sharpness);
  }
}
