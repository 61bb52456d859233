package dev.fovea.predict.boxes;

import dev.fovea.predict.model.DetectPostprocess;
import java.util.ArrayList;
import java.util.List;

/**
 * From what a network says of proposals to what is answered, as torchvision's {@code RoIHeads} does
 * it: all pairs of proposal and class from the least score on, less those that overlap a surer one
 * of their class.
 *
 * @param how which boxes are answered
 * @param classes without the background
 */
public record RegionReader(DetectPostprocess how, int classes) {
  /** Boxes less wide or high go. */
  public static final float LEAST_PX = 1e-2f;

  /**
   * What is found in each picture.
   *
   * @param proposals by picture; k in all
   * @param said [k, classes + 1]: logits, the background first
   * @param changes [k, (classes + 1) * 4]
   * @param pictures what each covers of the input
   */
  public List<Found> of(
      List<Found> proposals, float[] said, float[] changes, List<PictureSize> pictures) {
    int all = proposals.stream().mapToInt(Found::count).sum();
    if (said.length != all * (classes + 1) || changes.length != 4 * said.length)
      throw new IllegalArgumentException(
          "%d proposals of %d classes do not have %d scores and %d changes"
              .formatted(all, classes, said.length, changes.length));
    var answers = new ArrayList<Found>();
    int first = 0;
    for (int i = 0; i < proposals.size(); i++) {
      answers.add(of(proposals.get(i), said, changes, first, pictures.get(i)));
      first += proposals.get(i).count();
    }
    return answers;
  }

  private Found of(Found proposals, float[] said, float[] changes, int first, PictureSize size) {
    var found = new Found();
    var box = new float[4];
    var shares = new float[classes + 1];
    float[] from = proposals.boxes();
    for (int k = 0; k < proposals.count(); k++) {
      int row = (first + k) * (classes + 1);
      softmax(said, row, shares);
      for (int label = 0; label < classes; label++) {
        if (!how.tells(shares[label + 1])) continue;
        BoxCode.REGIONS.decode(from, k, changes, 4 * (row + label + 1), 1, box);
        found.add(box, shares[label + 1], label, k, size, LEAST_PX);
      }
    }
    return found.chosen(how);
  }

  private static void softmax(float[] said, int at, float[] shares) {
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < shares.length; i++) most = Math.max(most, said[at + i]);
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double share = Math.exp(said[at + i] - most);
      shares[i] = (float) share;
      sum += share;
    }
    for (int i = 0; i < shares.length; i++) shares[i] = (float) (shares[i] / sum);
  }
}
