package dev.fovea.torch;

import dev.fovea.graph.Op;
import dev.fovea.graph.Size;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The windows of a {@link Op.WindowAttention} over a map of one size, as torchvision lays them.
 *
 * @param window height and width of each
 * @param h height of the map, padded to whole windows
 * @param w width of the map, padded to whole windows
 * @param down how far the map is rolled up, in pixels
 * @param right how far the map is rolled to the left, in pixels
 */
public record WindowGrid(Size window, long h, long w, long down, long right) {
  /** What torchvision adds between pixels that do not lie side by side: next to nothing is left. */
  private static final double APART = -100;

  /** Over a map of a height and a width in pixels; an axis that one window covers is not rolled. */
  public static WindowGrid of(Op.WindowAttention a, long height, long width) {
    long h = whole(height, a.window().h());
    long w = whole(width, a.window().w());
    return new WindowGrid(
        a.window(),
        h,
        w,
        a.window().h() >= h ? 0 : a.shift().h(),
        a.window().w() >= w ? 0 : a.shift().w());
  }

  public boolean shifted() {
    return down > 0 || right > 0;
  }

  public long rows() {
    return h / window.h();
  }

  public long columns() {
    return w / window.w();
  }

  public long windows() {
    return rows() * columns();
  }

  /**
   * What each pair of pixels of a window adds by how they lie, [1, heads, pixels, pixels].
   *
   * @param table the op's relative_position_bias_table
   * @param index the op's relative_position_index
   */
  public static Tensor positions(Op.WindowAttention a, Tensor table, Tensor index) {
    long pixels = (long) a.window().h() * a.window().w();
    return table
        .index_select(0, index)
        .view(pixels, pixels, a.heads())
        .permute(2, 0, 1)
        .unsqueeze(0);
  }

  /** What is added between pixels that rolling brought together, [windows, 1, pixels, pixels]. */
  public Tensor apart() {
    var regions = new float[Math.toIntExact(h * w)];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++)
        regions[y * (int) w + x] =
            3 * region(y, h, window.h(), down) + region(x, w, window.w(), right);
    Tensor region = cut(Tensors.of(regions, 1, h, w, 1)).squeeze(2);
    Tensor apart = region.unsqueeze(1).ne(region.unsqueeze(2)).unsqueeze(1);
    return apart.to(Tensors.FLOAT).mul(new Scalar(APART));
  }

  /** [n, h, w, c] to [n * windows, pixels, c]. */
  Tensor cut(Tensor x) {
    return x.reshape(x.size(0), rows(), window.h(), columns(), window.w(), x.size(3))
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(-1, (long) window.h() * window.w(), x.size(3));
  }

  /** The way back, for a batch of n. */
  Tensor joined(Tensor y, long n) {
    return y.reshape(n, rows(), columns(), window.h(), window.w(), y.size(2))
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(n, h, w, y.size(2));
  }

  private static int region(int at, long size, int window, long shift) {
    if (shift == 0 || at < size - window) return 0;
    return at < size - shift ? 1 : 2;
  }

  private static long whole(long size, int window) {
    return (size + window - 1) / window * window;
  }
}
