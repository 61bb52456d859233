package dev.fovea.torch.load;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.upsample_bicubic2d;

import dev.fovea.torch.TorchException;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Rewrites what a vision transformer adds to the squares of a picture for pictures of another size:
 * the grid of places is resized (bicubic, corners on corners), the class token's own place stays;
 * as torchvision's {@code interpolate_embeddings}.
 */
public final class PositionEmbeddings {
  private PositionEmbeddings() {}

  /**
   * New embeddings.
   *
   * @param embeddings [1, 1 + had * had, c]
   * @param side squares a side, at least 1
   * @return [1, 1 + side * side, c], in the caller's scope
   */
  public static Tensor of(Tensor embeddings, int side) {
    int had = embeddings.dim() == 3 ? side(embeddings.size(1)) : 0;
    if (had == 0 || embeddings.size(0) != 1 || side < 1)
      throw new TorchException(
          "only embeddings [1, 1 + n * n, c] can be rewritten for pictures of another size");
    if (had == side) return embeddings;
    long channels = embeddings.size(2);
    Tensor grid = embeddings.narrow(1, 1, (long) had * had).permute(0, 2, 1);
    Tensor resized =
        upsample_bicubic2d(grid.reshape(1, channels, had, had), new long[] {side, side}, true);
    Tensor rows = resized.reshape(1, channels, (long) side * side).permute(0, 2, 1);
    return cat(new TensorVector(embeddings.narrow(1, 0, 1), rows), 1);
  }

  /** Squares a side of a picture with so many places, the class token's among them; 0 for none. */
  static int side(long places) {
    long side = Math.round(Math.sqrt((double) Math.max(0, places - 1)));
    return side * side == places - 1 ? Math.toIntExact(side) : 0;
  }
}
