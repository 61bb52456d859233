package dev.fovea.predict;

import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Placement;
import dev.fovea.predict.boxes.Found;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a detector found in one picture.
 *
 * @param found the surest first
 */
public record Detections(List<Detection> found) {
  public Detections {
    found = List.copyOf(found);
  }

  /** Boxes with the names of their classes, in px of the network's input. */
  public static Detections of(Found found, Classes classes) {
    float[] boxes = found.boxes();
    float[] scores = found.scores();
    int[] labels = found.labels();
    var all = new ArrayList<Detection>();
    for (int i = 0; i < found.count(); i++)
      all.add(
          new Detection(
              classes.names().get(labels[i]),
              labels[i],
              scores[i],
              new Box(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3])));
    return new Detections(all);
  }

  /**
   * The same in px of the picture that was placed in the network's input, cut at its edges; boxes
   * that lie in the padding alone are left out.
   */
  public Detections back(Placement placement) {
    var all = new ArrayList<Detection>();
    for (Detection one : found) {
      Box box = placement.back(one.box());
      if (box.width() > 0 && box.height() > 0)
        all.add(new Detection(one.name(), one.label(), one.score(), box));
    }
    return new Detections(all);
  }

  /** Those of a score or a higher one. */
  public Detections from(double minScore) {
    return new Detections(found.stream().filter(one -> one.score() >= minScore).toList());
  }

  /** How many of each class that was found, in the order of the classes. */
  public Map<String, Integer> counts() {
    var labels = new java.util.TreeMap<Integer, String>();
    for (Detection one : found) labels.put(one.label(), one.name());
    var counts = new LinkedHashMap<String, Integer>();
    for (String name : labels.values()) counts.put(name, 0);
    for (Detection one : found) counts.merge(one.name(), 1, Integer::sum);
    return Collections.unmodifiableMap(counts);
  }
}
