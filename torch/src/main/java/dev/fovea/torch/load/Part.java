package dev.fovea.torch.load;

import dev.fovea.torch.file.ElementType;
import java.util.List;

/** Where a tensor of a network comes from. */
public sealed interface Part {
  /** Taken as it is from the file's tensor of that name; half and double become float32. */
  record Taken(String from) implements Part {}

  /**
   * The first convolution, for images of other channels: see {@link InputChannels}.
   *
   * @param had channels in the file
   * @param needs channels of the network
   */
  record Rewritten(String from, long had, int needs) implements Part {}

  /**
   * Places of squares, for pictures of another size: see {@link PositionEmbeddings}.
   *
   * @param had squares a side in the file
   * @param needs squares a side of the network
   */
  record Resized(String from, int had, int needs) implements Part {}

  /** A count of batches, which files before PyTorch 0.4.1 do not hold: zero. */
  record Zero() implements Part {}

  /** Starts anew, for its size differs or it is not there, as was allowed. */
  record Anew() implements Part {}

  /** Not there: the file does not fit. */
  record Missing() implements Part {}

  /** Of another size or type: the file does not fit. */
  record Misfit(ElementType type, List<Long> shape) implements Part {}
}
