package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Of a detector of two stages in two {@code .onnx} files: the first, which is the one to open,
 * proposes boxes, and names the second, which lies beside it and looks into each. In the first's
 * metadata it is JSON under {@value #KEY}: {@code version} 1, {@code box}, {@code sha256}. The
 * second says under {@value #OF} whose part it is.
 *
 * @param box the name of the second file
 * @param sha256 its digest in hexadecimal: a first stage never meets the second of another model
 */
public record Parts(String box, String sha256) {
  /** The string of the first file's metadata. */
  public static final String KEY = "fovea.parts";

  /** The string of the second file's metadata: the first one's name. */
  public static final String OF = "fovea.part_of";

  private static final int VERSION = 1;
  private static final int BLOCK = 1 << 16;

  public Parts {
    if (box.isEmpty() || !Path.of(box).equals(Path.of(box).getFileName()) || box.startsWith(".."))
      throw new IllegalArgumentException(
          "a part is the name of a file in the same folder, got " + box);
  }

  /** The name of the second file for a first one. */
  public static Path boxBeside(Path first) {
    String name = first.getFileName().toString();
    return first.resolveSibling(name.replaceFirst("(?i)\\.onnx$", "") + ".box.onnx");
  }

  /** Of a second file that was written. */
  public static Parts of(Path second) {
    return new Parts(second.getFileName().toString(), digest(second));
  }

  /**
   * The second file of a first one.
   *
   * @throws ModelException where it is not there, or is another
   */
  public Path beside(Path first) {
    Path second = first.resolveSibling(box);
    if (!Files.isRegularFile(second))
      throw new ModelException(
          first + " is run together with " + box + ", which is not beside it; copy both files");
    if (!digest(second).equals(sha256))
      throw new ModelException(
          second
              + " is not the one that "
              + first
              + " was exported with; copy both files again, or export the model anew");
    return second;
  }

  /** As it stands in the metadata. */
  public String text() {
    return CardJson.text(out -> {
      out.writeNumberField("version", VERSION);
      out.writeStringField("box", box);
      out.writeStringField("sha256", sha256);
    });
  }

  /** What a file's metadata say, if they do. */
  public static Optional<Parts> of(Path file, Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(KEY))
        .map(json -> CardJson.parsed(file, json, Parts::read));
  }

  /**
   * Refuses a second file by itself.
   *
   * @throws ModelException where the metadata say that it is one
   */
  public static void refuse(Path file, Map<String, String> metadata) {
    String first = metadata.get(OF);
    if (first != null)
      throw new ModelException(
          file + " is the second part of " + first + " and no model by itself; name that one");
  }

  private static Parts read(JsonParser in) throws IOException {
    var json = new JsonObjects(in);
    var version = new Integer[1];
    var texts = new HashMap<String, String>();
    in.nextToken();
    json.object(key -> {
      switch (key) {
        case "version" -> version[0] = in.getIntValue();
        case "box", "sha256" -> texts.put(key, json.text());
        default -> throw JsonObjects.unknown(KEY + "." + key);
      }
    });
    CardJson.version(KEY, version[0], VERSION);
    JsonObjects.missing(KEY + ".box", texts.get("box"));
    JsonObjects.missing(KEY + ".sha256", texts.get("sha256"));
    return new Parts(texts.get("box"), texts.get("sha256"));
  }

  private static String digest(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block))
        digest.update(block, 0, read);
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
