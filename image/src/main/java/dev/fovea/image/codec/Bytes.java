package dev.fovea.image.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.fovea.image.ImageException;
import dev.fovea.image.ImageException.Kind;

/**
 * A file's content, or its beginning, that refuses to be read past its end.
 *
 * @param data the bytes; not a copy, never written
 * @param name what messages call the file
 */
@SuppressWarnings("ArrayRecordComponent") // a view for one call, never compared
public record Bytes(byte[] data, String name) {

  /** How many bytes there are. */
  public int size() {
    return data.length;
  }

  /** The unsigned byte at i. */
  public int u8(int i) {
    if (i < 0 || i >= data.length) {
      throw new CutShort(name, data.length);
    }
    return data[i] & 0xff;
  }

  /** Two bytes, the high one first. */
  public int be16(int i) {
    return u8(i) << 8 | u8(i + 1);
  }

  /** Two bytes, the low one first. */
  public int le16(int i) {
    return u8(i + 1) << 8 | u8(i);
  }

  /** Four bytes, the highest first; unsigned. */
  public long be32(int i) {
    return (long) be16(i) << 16 | be16(i + 2);
  }

  /** Four bytes, the lowest first; unsigned. */
  public long le32(int i) {
    return (long) le16(i + 2) << 16 | le16(i);
  }

  /** Whether these characters (ISO 8859-1) stand at i; false where the file ends before. */
  public boolean says(int i, String text) {
    return i >= 0
        && (long) i + text.length() <= data.length
        && text.equals(new String(data, i, text.length(), ISO_8859_1));
  }

  /** An exception that says that this picture is damaged. */
  public ImageException broken(String how) {
    return new ImageException(Kind.BROKEN, name + ": the picture is broken: " + how);
  }

  /** An exception that says that pictures of this variant are not decoded. */
  public ImageException unsupported(String what) {
    return new ImageException(Kind.UNSUPPORTED, name + ": " + what);
  }

  /** Thrown when a reader asks for bytes that are not there. */
  static final class CutShort extends RuntimeException {
    private static final long serialVersionUID = 1;

    CutShort(String name, int size) {
      super(name + ": the picture is broken: the file is cut short at " + size + " bytes");
    }

    ImageException asImageException() {
      return new ImageException(Kind.BROKEN, getMessage(), this);
    }
  }
}
