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
 * @param replicas 1; or 2, which learn from half of a batch each, at once, on half of libtorch's
 *     threads: quicker for small networks on a processor. Batch norms then see half a batch, and a
 *     loss that is divided by what a batch holds is divided by what a half holds
 */
public record Manner(double sharpness, Precision precision, boolean checkpoint, int replicas) {
  /** One pass in float32. */
  public static final Manner PLAIN = new Manner(0, Precision.FLOAT32);

  /** With all activations kept, by one network. */
  public Manner(double sharpness, Precision precision) {
    this(sharpness, precision, false, 1);
  }

  /** The same with or without activations that are worked out again. */
  public Manner withCheckpoint(boolean checkpoint) {
    return new Manner(sharpness, precision, checkpoint, replicas);
  }

  /** The same with 1 or 2 replicas. */
  public Manner withReplicas(int replicas) {
    return new Manner(sharpness, precision, checkpoint, replicas);
  }

  public Manner {
    if (!(sharpness >= 0 && Double.isFinite(sharpness)))
      throw new TrainException("sharpness must be 0 or above, got " + sharpness);
    if (replicas < 1 || replicas > 2)
      throw new TrainException("a step has 1 or 2 replicas, got " + replicas);
    if (replicas == 2 && (sharpness > 0 || checkpoint))
      throw new TrainException(
          "two replicas neither look around (sharpness) nor work activations out again"
              + " (checkpoint); take one replica for these");
  }
}
