package dev.fovea.project.use;

import dev.fovea.data.Example;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Views;
import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.task.classify.Metric;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import java.util.BitSet;
import java.util.List;

/**
 * Two classifiers over the same pictures, the second of which should answer as the first.
 *
 * @param pictures that were decoded
 * @param difference the largest, of the probability of any class of any picture
 * @param agreed how many pictures got the same labels from both
 * @param scores of the first, then of the second
 * @param millis that one picture takes, once decoded: the median of the first, then of the second
 * @param broken pictures that were left out
 */
public record Proof(
    int pictures,
    double difference,
    int agreed,
    List<Scores> scores,
    List<Double> millis,
    int broken) {
  /** What engines may differ by that add the same numbers in another order. */
  public static final double TOLERANCE = 1e-3;

  /** Whether no probability differs by more than {@link #TOLERANCE}. */
  public boolean holds() {
    return difference <= TOLERANCE;
  }

  /**
   * Runs both.
   *
   * @param examples those that the loader was made of
   * @throws ModelException where no picture could be decoded, or an answer is no number
   */
  static Proof of(Classifier first, Classifier second, List<Example> examples, Loader loader) {
    var side = List.of(new Side("the model", first), new Side("the exported model", second));
    double difference = 0;
    int agreed = 0;
    var batches = loader.epoch(0, 0);
    while (batches.hasNext())
      try (Batch batch = batches.next()) {
        if (batch.number() == 0) for (Side each : side) each.time(batch);
        List<Answer> one = side.get(0).see(batch, examples);
        List<Answer> other = side.get(1).see(batch, examples);
        for (int i = 0; i < one.size(); i++) {
          if (labels(one.get(i)).equals(labels(other.get(i)))) agreed++;
          difference = Math.max(difference, apart(side, one.get(i), other.get(i)));
        }
      }
    int pictures = side.getFirst().metric.examples();
    if (pictures == 0)
      throw new ModelException("no picture could be decoded, so nothing is proved; name others");
    return new Proof(
        pictures,
        difference,
        agreed,
        side.stream().map(Side::scores).toList(),
        side.stream().map(each -> each.millis).toList(),
        loader.broken().size());
  }

  private static List<String> labels(Answer answer) {
    return answer.said().stream().map(Answer.Label::name).sorted().toList();
  }

  private static double apart(List<Side> side, Answer one, Answer other) {
    float[] p = side.get(0).row(one);
    float[] q = side.get(1).row(other);
    double most = 0;
    for (int c = 0; c < p.length; c++) most = Math.max(most, Math.abs((double) p[c] - q[c]));
    return most;
  }

  /** One classifier and what it said. */
  private static final class Side {
    private final String name;
    private final Classifier classifier;
    private final Metric metric;
    private double millis;

    Side(String name, Classifier classifier) {
      this.name = name;
      this.classifier = classifier;
      int classes = classifier.model().classes().size();
      this.metric = several() ? Metric.anyOf(classes) : Metric.oneOf(classes);
    }

    private boolean several() {
      return classifier.model().classify().multiLabel();
    }

    void time(Batch batch) {
      millis = Timing.of(batch, one -> classifier.see(one, 1, Views.NONE));
    }

    List<Answer> see(Batch batch, List<Example> examples) {
      List<Answer> answers = classifier.see(batch.images(), batch.size(), Views.NONE).answers();
      int[] indices = batch.indices();
      for (int i = 0; i < indices.length; i++) add(answers.get(i), examples.get(indices[i]));
      return answers;
    }

    private void add(Answer answer, Example example) {
      float[] row = row(answer);
      for (float probability : row)
        if (Float.isNaN(probability))
          throw new ModelException(
              name
                  + " answers "
                  + example.id()
                  + " with what is no number (NaN); export a model whose training did not break"
                  + " down");
      List<Integer> truth = example.truth().labels();
      if (several()) metric.add(row, set(truth));
      else metric.add(row, truth.getFirst());
    }

    /** The probabilities in the order of the classes. */
    float[] row(Answer answer) {
      var row = new float[answer.labels().size()];
      for (Answer.Label label : answer.labels())
        row[classifier.model().classes().find(label.name())] = (float) label.probability();
      return row;
    }

    Scores scores() {
      return metric.scores(classifier.model().classify().decision(), Bootstrap.NONE);
    }

    private static BitSet set(List<Integer> labels) {
      var set = new BitSet();
      labels.forEach(set::set);
      return set;
    }
  }
}
