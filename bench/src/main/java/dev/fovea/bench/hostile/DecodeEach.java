package dev.fovea.bench.hostile;

import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Decodes the picture files that it is told of on its input, one path a line, and answers each with
 * one line: {@code picture W H C BITS}, {@code refused KIND SENTENCE} or {@code fault WHAT}, behind
 * the milliseconds of processor time. With a folder as argument it leaves the samples there, as 8
 * bit RGBA or 16 bit words, for another program to compare.
 */
public final class DecodeEach {
  /** 16 bits, four channels and an array for the way in between fit in 256 MB of heap. */
  private static final long MOST_PIXELS = 1 << 23;

  private DecodeEach() {}

  /** Ends when its input does. */
  public static void main(String[] words) throws IOException {
    Path out = words.length == 0 ? null : Path.of(words[0]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long began = System.nanoTime();
      String said = said(Path.of(line), out);
      System.out.printf(Locale.ROOT, "%d %s%n", (System.nanoTime() - began) / 1_000_000, said);
      System.out.flush();
    }
  }

  private static String said(Path file, Path out) throws IOException {
    try {
      Image image = Decode.of(file, MOST_PIXELS);
      if (out != null) Files.write(out.resolve("pixels"), bytes(image));
      return "picture %d %d %d %d"
          .formatted(image.width(), image.height(), image.channels(), image.bits());
    } catch (ImageException e) {
      String sentence = e.getMessage();
      return sentence.isBlank() || sentence.lines().count() != 1
          ? "fault not a sentence: " + sentence.replace('\n', ' ')
          : "refused " + e.kind() + " " + sentence;
    } catch (Throwable e) { // what is looked for
      return "fault " + String.valueOf(e).replace('\n', ' ');
    }
  }

  private static byte[] bytes(Image image) {
    if (image.bits() == 8) return image.bytes();
    short[] words = image.shorts();
    var bytes = new byte[words.length * 2];
    for (int i = 0; i < words.length; i++) {
      bytes[2 * i] = (byte) (words[i] >> 8);
      bytes[2 * i + 1] = (byte) words[i];
    }
    return bytes;
  }
}
