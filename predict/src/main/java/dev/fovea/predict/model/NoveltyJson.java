package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Novelty} as JSON: {@code version}, {@code kind} ({@code knn}), {@code k}, {@code
 * threshold}, {@code width}, and {@code features}, float16 in little-endian order as Base64, {@code
 * width} numbers a picture.
 */
final class NoveltyJson {
  private static final int VERSION = 1;
  private static final String KIND = "knn";

  private final JsonParser in;
  private Integer version;
  private String kind;
  private Integer k;
  private Double threshold;
  private Integer width;
  private byte[] features;

  private NoveltyJson(JsonParser in) {
    this.in = in;
  }

  static String write(Novelty novelty) {
    var bytes =
        ByteBuffer.allocate(Math.multiplyExact(2 * novelty.width(), novelty.known().size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] known : novelty.known()) for (float f : known) bytes.putShort(Half.of(f));
    return CardJson.text(out -> {
      out.writeNumberField("version", VERSION);
      out.writeStringField("kind", KIND);
      out.writeNumberField("k", novelty.k());
      out.writeNumberField("threshold", novelty.threshold());
      out.writeNumberField("width", novelty.width());
      out.writeBinaryField("features", bytes.array());
    });
  }

  static Novelty read(Path file, String json) {
    return CardJson.parsed(file, json, in -> new NoveltyJson(in).read());
  }

  private Novelty read() throws IOException {
    in.nextToken();
    new JsonObjects(in)
        .object(key -> {
          switch (key) {
            case "version" -> version = in.getIntValue();
            case "kind" -> kind = in.getText();
            case "k" -> k = in.getIntValue();
            case "threshold" -> threshold = in.getDoubleValue();
            case "width" -> width = in.getIntValue();
            case "features" -> features = in.getBinaryValue();
            default -> throw JsonObjects.unknown("novelty." + key);
          }
        });
    JsonObjects.missing("novelty.version", version);
    JsonObjects.missing("novelty.kind", kind);
    if (version != VERSION || !kind.equals(KIND))
      throw new IllegalArgumentException(
          "its novelty is " + kind + " of version " + version + ", this Fovea reads knn of 1");
    JsonObjects.missing("novelty.k", k);
    JsonObjects.missing("novelty.threshold", threshold);
    JsonObjects.missing("novelty.width", width);
    JsonObjects.missing("novelty.features", features);
    return Novelty.of(vectors(), k, threshold);
  }

  private List<float[]> vectors() {
    if (width < 1 || features.length == 0 || features.length % (2L * width) != 0)
      throw new IllegalArgumentException(
          "its novelty has " + features.length + " bytes, no multiple of " + width + " features");
    var numbers = ByteBuffer.wrap(features).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    var vectors = new ArrayList<float[]>();
    while (numbers.hasRemaining()) {
      var vector = new float[width];
      for (int i = 0; i < width; i++) {
        vector[i] = Half.toFloat(numbers.get());
        if (!Float.isFinite(vector[i]))
          throw new IllegalArgumentException("its novelty holds a feature that is no number");
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
