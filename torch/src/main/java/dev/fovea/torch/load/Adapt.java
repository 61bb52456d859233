package dev.fovea.torch.load;

import java.util.List;

/**
 * How a file's tensors may differ from a network's.
 *
 * @param anew prefixes of tensors that start anew where their size differs, e.g. the head {@code
 *     fc}; where it agrees they are taken from the file
 * @param images whether what depends on the images may be rewritten: the first convolution for
 *     other channels, the places of a vision transformer for another size
 */
public record Adapt(List<String> anew, boolean images) {
  /** Nothing may differ. */
  public static final Adapt NOTHING = new Adapt(List.of(), false);

  public Adapt {
    anew = List.copyOf(anew);
  }

  /** What fine-tuning needs: another head, and images of other channels and another size. */
  public static Adapt head(String prefix) {
    return new Adapt(List.of(prefix), true);
  }

  boolean startsAnew(String name) {
    return anew.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
  }
}
