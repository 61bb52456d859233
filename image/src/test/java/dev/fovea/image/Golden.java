package dev.fovea.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** Reads the tables that the scripts in src/test/python make with Pillow, torchvision and torch. */
final class Golden {
  private Golden() {}

  /** The rows of a table, each an array of cells. */
  static List<String[]> table(String name) {
    return new String(resource(name), UTF_8).lines().map(line -> line.split("\t", -1)).toList();
  }

  static byte[] resource(String name) {
    try (var in = Golden.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pictures that the scripts began with. */
  static Map<String, Image> sources() {
    var sources = new LinkedHashMap<String, Image>();
    for (String[] row : table("sources.tsv")) {
      sources.put(row[0], image(row, 1));
    }
    return sources;
  }

  /** Width, height, channels, bits and samples from a cell on. */
  static Image image(String[] row, int at) {
    return image(
        whole(row[at]), whole(row[at + 1]), whole(row[at + 2]), whole(row[at + 3]), row[at + 4]);
  }

  static Image image(int width, int height, int channels, int bits, String packed) {
    byte[] bytes = unpack(packed);
    if (bits == 8) {
      return Image.of8(width, height, channels, bytes);
    }
    var shorts = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(shorts);
    return Image.of16(width, height, channels, shorts);
  }

  static float[] floats(String packed) {
    byte[] bytes = unpack(packed);
    var floats = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private static byte[] unpack(String packed) {
    try (var in =
        new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int whole(String cell) {
    return Integer.parseInt(cell);
  }

  static double number(String cell) {
    return Double.parseDouble(cell);
  }

  /** The largest difference of two pictures' samples; their shapes must be equal. */
  static int distance(Image a, Image b) {
    if (a.width() != b.width()
        || a.height() != b.height()
        || a.channels() != b.channels()
        || a.bits() != b.bits()) {
      throw new AssertionError("expected " + a + ", got " + b);
    }
    var x = Samples.of(a);
    var y = Samples.of(b);
    int most = 0;
    for (int i = 0; i < x.size(); i++) {
      most = Math.max(most, Math.abs(x.get(i) - y.get(i)));
    }
    return most;
  }
}
