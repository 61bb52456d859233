package dev.fovea.torch.load;

import java.util.List;

/**
 * How a file's tensors may differ from a network's.
 *
 * @param anew prefixes of tensors that start anew where their size differs, e.g. the head {@code
 *     fc}; where it agrees they are taken from the file
 * @param channels whether the first convolution may be rewritten for images of other channels
 */
public record Adapt(List<String> anew, boolean channels) {
  /** Nothing may differ. */
  public static final Adapt NOTHING = new Adapt(List.of(), false);

  public Adapt {
    anew = List.copyOf(anew);
  }

  /** What fine-tuning needs: another head, and images of other channels. */
  public static Adapt head(String prefix) {
    return new Adapt(List.of(prefix), true);
  }

  boolean startsAnew(String name) {
    return anew.stream().anyMatch(p -> name.equals(p) || name.startsWith(p + "."));
  }
}
