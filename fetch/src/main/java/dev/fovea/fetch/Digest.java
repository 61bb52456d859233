package dev.fovea.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The sha256 of a file, or as much of its beginning as is published.
 *
 * @param hex 8 to 64 small hexadecimal digits; empty where nothing is published
 */
public record Digest(String hex) {
  /** Nothing is known, so every file fits. */
  public static final Digest NONE = new Digest("");

  private static final int BUFFER = 1 << 20;

  public Digest {
    if (!hex.matches("([0-9a-f]{8,64})?"))
      throw new IllegalArgumentException(
          "a sha256 or its beginning is 8 to 64 small hexadecimal digits, got " + hex);
  }

  /** All 64 digits of a file that can be read. */
  public static Digest of(Path file) throws IOException {
    MessageDigest sha = sha256();
    var buffer = new byte[BUFFER];
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) sha.update(buffer, 0, n);
    }
    return new Digest(HexFormat.of().formatHex(sha.digest()));
  }

  static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether anything is published. */
  public boolean known() {
    return !hex.isEmpty();
  }

  /** Whether a file with this whole digest is the one that was meant. */
  boolean fits(Digest whole) {
    return whole.hex.startsWith(hex);
  }

  /** This or, where nothing is known, the other. */
  Digest or(Digest other) {
    return known() ? this : other;
  }

  /** The beginning, long enough to tell two files apart. */
  String brief() {
    return hex.substring(0, Math.min(8, hex.length()));
  }
}
