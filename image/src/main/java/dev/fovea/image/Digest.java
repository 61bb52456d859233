package dev.fovea.image;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of SHA-256: two files of one digest are the same, byte by byte.
 *
 * @param high the first eight bytes
 * @param low the next eight
 */
public record Digest(long high, long low) {

  /** Of these bytes, one array after the other. */
  public static Digest of(byte[]... parts) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      var bytes = ByteBuffer.wrap(sha.digest());
      return new Digest(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
