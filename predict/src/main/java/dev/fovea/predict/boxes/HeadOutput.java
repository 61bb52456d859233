package dev.fovea.predict.boxes;

import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the maps that a detector's answer is read from.
 *
 * @param name of the network's output
 * @param channels that it must have
 */
public record HeadOutput(String name, int channels) {
  /** What a postprocess reads, level by level: boxes, scores and, for FCOS, centerness. */
  public static List<HeadOutput> of(DetectPostprocess how, int classes) {
    if (how.coder() instanceof Coder.Regions)
      throw new ModelException(
          "a detector of two stages gives proposals and no maps of boxes; only detectors of one stage"
              + " can be asked for that");
    var all = new ArrayList<HeadOutput>();
    for (int i = 0; i < how.levels().size(); i++) {
      int anchors = anchors(how.coder(), i);
      all.add(new HeadOutput(name(how, i, "boxes"), anchors * numbers(how.coder())));
      all.add(new HeadOutput(name(how, i, "scores"), anchors * classes));
      if (how.coder() instanceof Coder.Distances)
        all.add(new HeadOutput(name(how, i, "centerness"), 1));
    }
    return List.copyOf(all);
  }

  /** The names of these. */
  public static List<String> names(DetectPostprocess how) {
    return of(how, 1).stream().map(HeadOutput::name).toList();
  }

  /**
   * The name of one output: {@code p3.boxes}, or {@code p3.one.boxes} where each thing is said
   * once.
   *
   * @param index into the levels
   */
  static String name(DetectPostprocess how, int index, String what) {
    return "p" + how.levels().get(index) + (how.oneToOne() ? ".one." : ".") + what;
  }

  /** Boxes a cell of a level. */
  public static int anchors(Coder coder, int index) {
    return coder instanceof Coder.Anchors anchors
        ? anchors.sizesPx().get(index).size() * anchors.ratios().size()
        : 1;
  }

  /** Channels of a box. */
  public static int numbers(Coder coder) {
    return coder instanceof Coder.Distribution distribution ? 4 * distribution.bins() : 4;
  }
}
