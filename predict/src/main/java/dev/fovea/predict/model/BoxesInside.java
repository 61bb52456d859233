package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of a detector's {@code .onnx} file that makes boxes of its maps itself: {@code boxes} [n, m, 4]
 * in px of the input, {@code scores} [n, m] and {@code labels} [n, m] where each thing is said
 * once, else {@code boxes} [n, cells, 4] and {@code scores} [n, cells, classes], of which those
 * that overlap are still to be taken away. In the metadata it is JSON under {@value #KEY}: {@code
 * version} 1 and {@code cells}. A file without it gives maps.
 *
 * @param cells how many boxes each level has, one level after the other
 */
public record BoxesInside(List<Integer> cells) {
  /** The string of a file's metadata. */
  public static final String KEY = "fovea.boxes";

  public static final String BOXES = "boxes";
  public static final String SCORES = "scores";
  public static final String LABELS = "labels";

  private static final int VERSION = 1;

  public BoxesInside {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || cells.stream().anyMatch(count -> count < 1))
      throw new IllegalArgumentException("each level has a cell or more, got " + cells);
  }

  /** Boxes of all levels. */
  public int all() {
    return cells.stream().mapToInt(i -> i).sum();
  }

  /**
   * Refuses to answer more boxes than a file tells that says each thing once.
   *
   * @param told boxes of a picture that come out; below 0 for any number
   * @param most boxes of a picture that are asked for
   * @throws ModelException where these are more, and there are more
   */
  public void need(Path file, long told, int classes, int most) {
    if (told >= 0 && told < Math.min(most, (long) all() * classes))
      throw RegionsInside.fixed(file, "tells " + told + " boxes a picture, not " + most);
  }

  /** As it stands in the metadata. */
  public String text() {
    return CardJson.text(out -> {
      out.writeNumberField("version", VERSION);
      out.writeArrayFieldStart("cells");
      for (int count : cells) out.writeNumber(count);
      out.writeEndArray();
    });
  }

  /** What a file's metadata say, if they do. */
  public static Optional<BoxesInside> of(Path file, Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(KEY))
        .map(json -> CardJson.parsed(file, json, BoxesInside::read));
  }

  private static BoxesInside read(JsonParser in) throws IOException {
    var json = new JsonObjects(in);
    var cells = new ArrayList<Integer>();
    var version = new Integer[1];
    in.nextToken();
    json.object(key -> {
      switch (key) {
        case "version" -> version[0] = in.getIntValue();
        case "cells" -> cells.addAll(json.list(in::getIntValue));
        default -> throw JsonObjects.unknown(KEY + "." + key);
      }
    });
    CardJson.version(KEY, version[0], VERSION);
    return new BoxesInside(cells);
  }
}
