package dev.fovea.task.classify.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classifier said about {@code n} examples and what was true: probabilities {@code [n,
 * classes]}, and for each example one label or a set of labels.
 *
 * <p>Memory: 4 n classes bytes, so 50,000 examples of 1,000 classes take 200 MB. They are kept as
 * they came, because ties and rare classes do not survive rounding to half.
 */
public final class Answers {
  private final int classes;
  private final List<float[]> rows = new ArrayList<>();
  private final List<BitSet> positives = new ArrayList<>();
  private int[] truths = new int[256];

  public Answers(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "metric: expects at least 2 classes, got " + classes + "; add images of a second class");
    }
    this.classes = classes;
    for (int c = 0; c < classes; c++) positives.add(new BitSet());
  }

  public int classes() {
    return classes;
  }

  /** Examples added so far. */
  public int size() {
    return rows.size();
  }

  /** Adds an example that belongs to one class: probabilities {@code [classes]}, its label. */
  public void add(float[] probabilities, int truth) {
    check(probabilities);
    checkLabel(truth);
    if (size() == truths.length) truths = Arrays.copyOf(truths, 2 * size());
    truths[size()] = truth;
    positives.get(truth).set(size());
    rows.add(probabilities.clone());
  }

  /** Adds an example that belongs to any number of classes: probabilities {@code [classes]}. */
  public void add(float[] probabilities, BitSet truth) {
    check(probabilities);
    if (!truth.isEmpty()) checkLabel(truth.length() - 1);
    if (size() == truths.length) truths = Arrays.copyOf(truths, 2 * size());
    truth.stream().forEach(c -> positives.get(c).set(size()));
    rows.add(probabilities.clone());
  }

  /** Adds an example of other answers over the same classes. */
  public void add(Answers from, int example) {
    if (from.classes != classes)
      throw new IllegalArgumentException(
          "metric: expects answers over " + classes + " classes, got " + from.classes);
    if (size() == truths.length) truths = Arrays.copyOf(truths, 2 * size());
    truths[size()] = from.truths[example];
    for (int c = 0; c < classes; c++)
      if (from.positives.get(c).get(example)) positives.get(c).set(size());
    rows.add(from.rows.get(example));
  }

  /** The probabilities of one example, {@code [classes]}; not to be changed. */
  public float[] row(int example) {
    return rows.get(example);
  }

  /** The label of an example that was added with one. */
  int truth(int example) {
    return truths[example];
  }

  /** All labels of an example, ascending. */
  List<Integer> truths(int example) {
    return IntStream.range(0, classes).filter(c -> positives.get(c).get(example)).boxed().toList();
  }

  /** The examples that belong to a class; not to be changed. */
  public BitSet positives(int label) {
    return positives.get(label);
  }

  /** The class with the highest probability; of equal ones the first. */
  int best(int example) {
    float[] row = rows.get(example);
    int best = 0;
    for (int c = 1; c < classes; c++) if (row[c] > row[best]) best = c;
    return best;
  }

  /** All examples in the order of their probability of one class. */
  Ranking ranking(int label) {
    var scores = new float[size()];
    for (int i = 0; i < scores.length; i++) scores[i] = rows.get(i)[label];
    return Ranking.of(scores, positives.get(label));
  }

  private void check(float[] probabilities) {
    if (probabilities.length != classes) {
      throw new IllegalArgumentException(
          "metric: example %d has %d probabilities, expected one for each of the %d classes"
              .formatted(size(), probabilities.length, classes));
    }
    for (int c = 0; c < classes; c++) {
      if (probabilities[c] >= 0 && probabilities[c] <= 1.001f) continue;
      throw new IllegalArgumentException(
          "metric: example %d has probability %s for class %d, expected 0 to 1; apply softmax or sigmoid first, and look for a NaN in the network's output"
              .formatted(size(), probabilities[c], c));
    }
  }

  private void checkLabel(int label) {
    if (label >= 0 && label < classes) return;
    throw new IllegalArgumentException(
        "metric: example %d has label %d, expected 0 to %d".formatted(size(), label, classes - 1));
  }
}
