package dev.fovea.predict.boxes;

import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From a detector's maps to boxes. Validation, libtorch and ONNX Runtime all read their maps here.
 *
 * <p>Of each level the best {@value #CANDIDATES} of all pairs of box and class from the least score
 * on are taken (torchvision takes those above it), then boxes that overlap a surer one of their
 * class go ({@link Nms}). Of outputs that say each thing once just the best stay.
 *
 * @param how what the model says
 * @param classes of the scores
 * @param widthPx of the network's input
 * @param heightPx of the network's input
 */
public record MapDecoder(DetectPostprocess how, int classes, int widthPx, int heightPx) {
  /** Pairs of box and class of a level that reach the suppression of overlapping ones. */
  public static final int CANDIDATES = 1000;

  /**
   * Boxes of each picture.
   *
   * @param maps by output; others than {@link HeadOutput#of} may be there
   * @throws IllegalArgumentException where a map is missing or has another shape
   */
  public List<Found> of(Map<String, OutputMap> maps) {
    check(maps);
    int n = maps.get(HeadOutput.name(how, 0, "boxes")).n();
    return IntStream.range(0, n).parallel().mapToObj(i -> candidates(maps, i).chosen(how)).toList();
  }

  private Found candidates(Map<String, OutputMap> maps, int picture) {
    var found = new Found();
    var box = new float[4];
    int before = 0;
    for (int i = 0; i < how.levels().size(); i++) {
      OutputMap boxes = maps.get(HeadOutput.name(how, i, "boxes"));
      CellBoxes cells =
          CellBoxes.of(
              how.coder(),
              i,
              how.levels().get(i),
              boxes,
              widthPx / boxes.width(),
              heightPx / boxes.height());
      var scores =
          new LevelScores(
              maps.get(HeadOutput.name(how, i, "scores")),
              maps.get(HeadOutput.name(how, i, "centerness")),
              classes);
      Best best = scores.best(picture, how, how.oneToOne() ? how.most() : CANDIDATES);
      int count = best.count();
      for (int k = 0; k < count; k++) {
        int place = best.place(k) / classes;
        cells.write(picture, place, box);
        int label = best.place(k) % classes;
        found.add(box, best.score(k), label, before + place, widthPx, heightPx);
      }
      before += boxes.cells() * HeadOutput.anchors(how.coder(), i);
    }
    return found;
  }

  private void check(Map<String, OutputMap> maps) {
    OutputMap level = null;
    for (HeadOutput output : HeadOutput.of(how, classes)) {
      OutputMap map = maps.get(output.name());
      if (map == null)
        throw new IllegalArgumentException("the network gives no output " + output.name());
      if (map.channels() != output.channels())
        throw new IllegalArgumentException(
            "%s has %d channels, for %d classes and %s it needs %d"
                .formatted(output.name(), map.channels(), classes, coder(), output.channels()));
      if (output.name().endsWith(".boxes")) level = map;
      else if (!map.fits(level))
        throw new IllegalArgumentException(
            output.name() + " is " + map + ", the boxes of its level are " + level);
    }
  }

  private String coder() {
    if (how.coder() instanceof Coder.Distribution d) return d.bins() + " bins";
    return how.coder() instanceof Coder.Anchors ? "these anchors" : "distances";
  }
}
