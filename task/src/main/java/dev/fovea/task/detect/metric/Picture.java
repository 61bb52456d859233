package dev.fovea.task.detect.metric;

import dev.fovea.image.Box;
import java.util.Arrays;

/**
 * The truth of one picture and what a detector answered, in pixels of the same picture.
 *
 * <pre>{@code
 * metric.add(new Picture().truth(3, box, false, areaPx).answer(3, 0.8, found));
 * }</pre>
 *
 * <p>The order counts where two are equally good: of equal scores the earlier answer is taken
 * first.
 */
public final class Picture {
  private int truths;
  private int[] truthLabels = new int[8];
  private double[] truthBoxes = new double[4 * 8];
  private double[] truthAreas = new double[8];
  private boolean[] crowds = new boolean[8];
  private int answers;
  private int[] answerLabels = new int[16];
  private double[] answerBoxes = new double[4 * 16];
  private double[] scores = new double[16];

  /**
   * Adds what is there.
   *
   * @param crowd whether the box holds many things that were not told apart: answers within it are
   *     neither right nor wrong, and nobody has to find it
   * @param areaPx of the thing in px², 0 or more: COCO's areas are those of outlines where it has
   *     them, and decide alone whether it is small, medium or large
   */
  public Picture truth(int label, Box box, boolean crowd, double areaPx) {
    if (!(areaPx >= 0)) {
      throw new IllegalArgumentException("picture: expects an area from 0 on, got " + areaPx);
    }
    check(label, box);
    if (truths == truthLabels.length) {
      truthLabels = Arrays.copyOf(truthLabels, 2 * truths);
      truthBoxes = Arrays.copyOf(truthBoxes, 8 * truths);
      truthAreas = Arrays.copyOf(truthAreas, 2 * truths);
      crowds = Arrays.copyOf(crowds, 2 * truths);
    }
    truthLabels[truths] = label;
    write(box, truthBoxes, truths);
    truthAreas[truths] = areaPx;
    crowds[truths++] = crowd;
    return this;
  }

  /** Adds one thing that the detector found; the score may be any number, higher is surer. */
  public Picture answer(int label, double score, Box box) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("picture: the score of answer " + answers + " is NaN");
    }
    check(label, box);
    if (answers == answerLabels.length) {
      answerLabels = Arrays.copyOf(answerLabels, 2 * answers);
      answerBoxes = Arrays.copyOf(answerBoxes, 8 * answers);
      scores = Arrays.copyOf(scores, 2 * answers);
    }
    answerLabels[answers] = label;
    write(box, answerBoxes, answers);
    scores[answers++] = score;
    return this;
  }

  /** How many truths were added. */
  public int truths() {
    return truths;
  }

  /** How many answers were added. */
  public int answers() {
    return answers;
  }

  int truthLabel(int i) {
    return truthLabels[i];
  }

  /** {@code [truths, 4]}, maybe longer. */
  double[] truthBoxes() {
    return truthBoxes;
  }

  double truthArea(int i) {
    return truthAreas[i];
  }

  boolean crowd(int i) {
    return crowds[i];
  }

  int answerLabel(int i) {
    return answerLabels[i];
  }

  /** {@code [answers, 4]}, maybe longer. */
  double[] answerBoxes() {
    return answerBoxes;
  }

  double score(int i) {
    return scores[i];
  }

  /** The places of the answers by falling score, equal ones in place. */
  int[] bySureness() {
    return Order.falling(scores, answers);
  }

  /** Refuses labels that a metric of so many classes cannot count. */
  void check(int classes) {
    for (int i = 0; i < truths; i++) check(truthLabels[i], classes, "truth");
    for (int i = 0; i < answers; i++) check(answerLabels[i], classes, "answer");
  }

  private static void check(int label, int classes, String what) {
    if (label >= classes) {
      throw new IllegalArgumentException(
          "metric: expects labels below %d, got %s of label %d".formatted(classes, what, label));
    }
  }

  private static void check(int label, Box box) {
    if (label < 0) {
      throw new IllegalArgumentException("picture: expects a label from 0 on, got " + label);
    }
    if (!Double.isFinite(box.width() + box.height())) {
      throw new IllegalArgumentException("picture: expects a box with a size, got " + box);
    }
  }

  private static void write(Box box, double[] to, int i) {
    to[4 * i] = box.left();
    to[4 * i + 1] = box.top();
    to[4 * i + 2] = box.right();
    to[4 * i + 3] = box.bottom();
  }
}
