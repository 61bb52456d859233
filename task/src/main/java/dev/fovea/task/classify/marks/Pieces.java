package dev.fovea.task.classify.marks;

import dev.fovea.data.Dice;
import dev.fovea.image.Preprocess;
import dev.fovea.torch.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;

/** Memory for the pieces of one step, filled anew for the next. */
final class Pieces {
  private final Preprocess as;
  private final int count;
  private final int px;
  private final FloatBuffer numbers;

  /**
   * @param as how their pictures are prepared
   * @param px of each, in height and width
   */
  Pieces(Preprocess as, int count, int px) {
    this.as = as;
    this.count = count;
    this.px = px;
    numbers =
        ByteBuffer.allocateDirect(Float.BYTES * count * as.channels() * px * px)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Sets a piece by its position, turned as the dice say. */
  void set(int index, Piece piece, Dice dice) {
    piece.write(as.numbers(), dice, numbers, index * as.channels() * px * px);
  }

  /** [count, c, px, px], over this memory. */
  Tensor tensor() {
    return Tensors.of(numbers, count, as.channels(), px, px);
  }
}
