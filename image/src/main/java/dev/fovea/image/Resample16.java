package dev.fovea.image;

/** The two passes over 16-bit samples, in double precision, as Pillow does for I;16. */
final class Resample16 {
  private Resample16() {}

  static Image of(Image image, Taps across, Taps down, boolean downFirst) {
    int c = image.channels();
    short[] rows = image.shorts();
    int width = image.width();
    if (downFirst && !down.copy()) {
      rows = pass(rows, 1, 0, width * c, width * c, down);
      if (!across.copy()) {
        rows = pass(rows, down.outSize(), width * c, c, c, across);
      }
      return Image.of16(across.outSize(), down.outSize(), c, rows);
    }
    if (!across.copy()) {
      rows = pass(rows, image.height(), width * c, c, c, across);
      width = across.outSize();
    }
    if (!down.copy()) {
      rows = pass(rows, 1, 0, width * c, width * c, down);
    }
    return Image.of16(width, down.outSize(), c, rows);
  }

  /**
   * Sums {@code lanes} neighbouring samples at taps that lie {@code step} samples apart, for {@code
   * lines} lines.
   */
  private static short[] pass(short[] in, int lines, int lineStep, int lanes, int step, Taps taps) {
    var out = new short[Math.multiplyExact(Math.multiplyExact(lines, taps.outSize()), lanes)];
    int at = 0;
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < taps.outSize(); i++) {
        int from = line * lineStep + taps.first()[i] * step;
        for (int lane = 0; lane < lanes; lane++) {
          double sum = 0.5;
          for (int k = 0; k < taps.count()[i]; k++) {
            sum += (in[from + lane + k * step] & 0xffff) * taps.weights()[i * taps.most() + k];
          }
          out[at++] = (short) Math.max(0, Math.min(65535, (int) Math.floor(sum)));
        }
      }
    }
    return out;
  }
}
