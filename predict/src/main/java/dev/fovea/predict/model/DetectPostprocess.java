package dev.fovea.predict.model;

import java.util.List;

/**
 * From a detector's maps to boxes, as data: kept in the model, so that evaluation and use answer
 * alike. The outputs of a network are {@code p3.boxes}, {@code p3.scores} and so on, by level.
 *
 * @param coder how maps say where a box is
 * @param levels of the pyramid, ascending; the cells of level l are 2^l px wide; of {@link
 *     Coder.Regions} one level may come twice
 * @param oneToOne whether the outputs {@code p3.one.boxes}, {@code p3.one.scores} are read, which
 *     say each thing once, so that no overlapping boxes are taken away
 * @param minScore boxes of a lower score are not answered, 0 to 1
 * @param iou of two boxes of one class that overlap by more, the one with the lower score is taken
 *     away (non-maximum suppression); 0 to 1
 * @param most boxes a picture
 */
public record DetectPostprocess(
    Coder coder, List<Integer> levels, boolean oneToOne, double minScore, double iou, int most)
    implements Postprocess {
  public DetectPostprocess {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) throw new IllegalArgumentException("a detector has a level or more");
    int last = 0;
    for (int level : levels) {
      boolean again = level == last && coder instanceof Coder.Regions;
      if ((level <= last && !again) || level > 16)
        throw new IllegalArgumentException("levels ascend from 1 to 16, got " + levels);
      last = level;
    }
    if (coder instanceof Coder.Anchors anchors && anchors.sizesPx().size() != levels.size())
      throw new IllegalArgumentException(
          anchors.sizesPx().size() + " levels of anchors do not fit levels " + levels);
    if (coder instanceof Coder.Regions regions
        && (regions.sizesPx().size() != levels.size() || oneToOne))
      throw new IllegalArgumentException(
          regions.sizesPx().size() + " maps of anchors do not fit levels " + levels);
    share("the least score", minScore);
    share("the overlap (iou)", iou);
    if (most < 1) throw new IllegalArgumentException("most must be 1 or more, got " + most);
  }

  /** Whether a box of a score is answered; one of score 0 never is. */
  public boolean tells(float score) {
    return score >= minScore && score > 0;
  }

  public DetectPostprocess withMinScore(double minScore) {
    return new DetectPostprocess(coder, levels, oneToOne, minScore, iou, most);
  }

  public DetectPostprocess withIou(double iou) {
    return new DetectPostprocess(coder, levels, oneToOne, minScore, iou, most);
  }

  public DetectPostprocess withMost(int most) {
    return new DetectPostprocess(coder, levels, oneToOne, minScore, iou, most);
  }

  public DetectPostprocess withOneToOne(boolean oneToOne) {
    return new DetectPostprocess(coder, levels, oneToOne, minScore, iou, most);
  }

  @Override
  public void check(int classes) {} // fits any number of them

  private static void share(String what, double value) {
    if (!(value >= 0 && value <= 1))
      throw new IllegalArgumentException(what + " must be from 0 to 1, got " + value);
  }
}
