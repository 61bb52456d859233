package dev.fovea.predict.boxes;

import dev.fovea.predict.model.Coder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where something may be: of each map the best changes of anchors, cut at the picture's edges, less
 * those that are too small or overlap a better one of their map. As torchvision's {@code
 * RegionProposalNetwork} filters them.
 *
 * @param how which, and how many
 * @param anchors of the maps
 */
public record Proposals(Coder.Regions how, AnchorRows anchors) {
  /** Proposals less wide or high go. */
  public static final float LEAST_PX = 1e-3f;

  /**
   * Those of each picture, the best first.
   *
   * @param objectness by map [n, anchors a place, h, w], logits
   * @param changes by map [n, anchors a place * 4, h, w]
   * @param pictures what each covers of the input
   */
  public List<Found> of(
      List<OutputMap> objectness, List<OutputMap> changes, List<PictureSize> pictures) {
    return IntStream.range(0, pictures.size())
        .parallel()
        .mapToObj(i -> of(objectness, changes, pictures.get(i), i))
        .toList();
  }

  private Found of(
      List<OutputMap> objectness, List<OutputMap> changes, PictureSize size, int picture) {
    var found = new Found();
    var box = new float[4];
    for (int i = 0; i < objectness.size(); i++) {
      OutputMap said = objectness.get(i);
      OutputMap change = changes.get(i);
      int each = AnchorRows.each(how, i);
      Best best = best(said, picture, each);
      int count = best.count();
      for (int rank = 0; rank < count; rank++) {
        float score = (float) (1 / (1 + Math.exp(-best.score(rank))));
        if (score < how.minScore()) break;
        int place = best.place(rank);
        int anchor = anchors.start(i) + place;
        int first = change.at(picture, 4 * (place % each)) + place / each;
        change.decode(BoxCode.ANCHORS, anchors.boxes(), anchor, first, box);
        found.add(box, score, i, anchor, size, LEAST_PX);
      }
    }
    return found.only(
        new Nms(how.iou(), how.after()).keep(found.boxes(), found.scores(), found.labels()));
  }

  private Best best(OutputMap said, int picture, int each) {
    var best = new Best(Math.min(how.before(), each * said.cells()));
    for (int a = 0; a < each; a++) {
      int at = said.at(picture, a);
      for (int cell = 0; cell < said.cells(); cell++) {
        float logit = said.number(at + cell);
        if (!Float.isNaN(logit)) best.add(logit, cell * each + a);
      }
    }
    return best;
  }
}
