package dev.fovea.torch.file;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;
import org.bytedeco.pytorch.Tensor;

/** A tensor's numbers as files hold them: row by row, the least significant byte first. */
public final class TensorBytes {
  /** Bytes that one write hands to the system. */
  private static final long PIECE = 64L << 20;

  private TensorBytes() {}

  /** Writes a tensor of any device and layout, {@code tensor.nbytes()} bytes. */
  public static void write(Tensor tensor, WritableByteChannel out) throws IOException {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      Tensor plain = tensor.cpu().contiguous();
      MemorySegment bytes = TensorMemory.of(plain);
      for (long at = 0; at < bytes.byteSize(); at += PIECE)
        out.write(bytes.asSlice(at, Math.min(PIECE, bytes.byteSize() - at)).asByteBuffer());
    }
  }
}
