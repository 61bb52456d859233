package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.predict.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Of a detector of two stages in one {@code .onnx} file, which does all between its networks
 * itself: {@code boxes} [n, most, 4] in px of the input, {@code scores} [n, most], the best first,
 * and {@code labels} [n, most]; where there are fewer, scores are 0. Overlapping boxes are gone. In
 * the metadata it is JSON under {@value #KEY}: {@code version} 1 and what is below.
 *
 * @param proposals that are looked into, of a picture, at most
 * @param minScore boxes of a lower score are not told
 * @param iou of two boxes of a class that overlap by more, the less sure one is gone
 * @param most boxes of a picture
 */
public record RegionsInside(int proposals, double minScore, double iou, int most) {
  /** The string of a file's metadata. */
  public static final String KEY = "fovea.regions";

  private static final int VERSION = 1;

  public RegionsInside {
    if (proposals < 1 || most < 1)
      throw new IllegalArgumentException(
          "a picture has a proposal and a box or more, got " + proposals + " and " + most);
    if (!(minScore >= 0 && minScore <= 1) || !(iou >= 0 && iou <= 1))
      throw new IllegalArgumentException(
          "the least score and the overlap must be from 0 to 1, got " + minScore + " and " + iou);
  }

  /**
   * Refuses to answer otherwise than the file can.
   *
   * @throws ModelException where more is asked for than it tells
   */
  public void need(Path file, DetectPostprocess how) {
    String says = null;
    if (how.iou() != iou)
      says = "takes boxes away that overlap by more than " + iou + ", not by " + how.iou();
    else if (how.minScore() < minScore)
      says = "tells boxes from a score of " + minScore + " on, not of " + how.minScore();
    else if (how.most() > most) says = "tells " + most + " boxes a picture, not " + how.most();
    if (says != null) throw fixed(file, says);
  }

  /** What a file that makes its boxes itself is refused with, when others are asked for. */
  static ModelException fixed(Path file, String says) {
    return new ModelException(
        file + " " + says + "; export the model with --decode outside to choose freely");
  }

  /** As it stands in the metadata. */
  public String text() {
    return CardJson.text(out -> {
      out.writeNumberField("version", VERSION);
      out.writeNumberField("proposals", proposals);
      out.writeNumberField("min_score", minScore);
      out.writeNumberField("iou", iou);
      out.writeNumberField("most", most);
    });
  }

  /** What a file's metadata say, if they do. */
  public static Optional<RegionsInside> of(Path file, Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(KEY))
        .map(json -> CardJson.parsed(file, json, RegionsInside::read));
  }

  private static RegionsInside read(JsonParser in) throws IOException {
    var json = new JsonObjects(in);
    var version = new Integer[1];
    var numbers = new HashMap<String, Double>();
    in.nextToken();
    json.object(key -> {
      switch (key) {
        case "version" -> version[0] = json.whole();
        case "proposals", "most" -> numbers.put(key, (double) json.whole());
        case "min_score", "iou" -> numbers.put(key, json.number());
        default -> throw JsonObjects.unknown(KEY + "." + key);
      }
    });
    CardJson.version(KEY, version[0], VERSION);
    for (String key : new String[] {"proposals", "min_score", "iou", "most"})
      JsonObjects.missing(KEY + "." + key, numbers.get(key));
    return new RegionsInside(
        numbers.get("proposals").intValue(),
        numbers.get("min_score"),
        numbers.get("iou"),
        numbers.get("most").intValue());
  }
}
