package dev.fovea.task.classify;

import dev.fovea.data.Example;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.pytorch.Device;

/**
 * A model's answers over a data set.
 *
 * @param scores of all of them
 * @param verdicts one an example that could be decoded, in the order of the examples
 */
public record Evaluation(Scores scores, List<Verdict> verdicts) {
  /**
   * One answer beside its truth.
   *
   * @param truth the true labels; one, unless several are allowed
   * @param answer the most probable label
   * @param answerProbability of that label
   * @param truthProbability of the true label; with several labels, the least certain right
   *     decision
   */
  public record Verdict(
      Example example,
      List<Integer> truth,
      int answer,
      double answerProbability,
      double truthProbability) {}

  public Evaluation {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * Runs a network over a loader's examples.
   *
   * @param examples those that the loader was made of
   */
  public static Evaluation of(
      Runner runner,
      Weights weights,
      Targets targets,
      List<Example> examples,
      Loader loader,
      Device device,
      Bootstrap bootstrap) {
    var metric =
        targets.multiLabel() ? Metric.anyOf(targets.classes()) : Metric.oneOf(targets.classes());
    var verdicts = new ArrayList<Verdict>();
    var batches = loader.epoch(0, 0);
    while (batches.hasNext())
      try (Batch batch = batches.next()) {
        float[] all = probabilities(runner, weights, targets, batch, device);
        int[] indices = batch.indices();
        for (int i = 0; i < indices.length; i++) {
          float[] row = Arrays.copyOfRange(all, i * targets.classes(), (i + 1) * targets.classes());
          Example example = examples.get(indices[i]);
          add(metric, targets, row, example);
          verdicts.add(verdict(targets, row, example));
        }
      }
    return new Evaluation(metric.scores(bootstrap), verdicts);
  }

  /** The worst answers first: those that gave the truth the least probability. */
  public List<Verdict> worst(int most) {
    return verdicts.stream()
        .sorted(Comparator.comparingDouble(Verdict::truthProbability))
        .limit(most)
        .toList();
  }

  private static float[] probabilities(
      Runner runner, Weights weights, Targets targets, Batch batch, Device device) {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      var input = Tensors.of(batch.images(), batch.shape()).to(device, Tensors.FLOAT);
      return Tensors.toArray(targets.probabilities(runner.run(input, weights, Mode.EVAL)));
    }
  }

  private static void add(Metric metric, Targets targets, float[] row, Example example) {
    List<Integer> labels = example.truth().labels();
    if (!targets.multiLabel()) {
      metric.add(row, labels.getFirst());
      return;
    }
    var truth = new BitSet();
    labels.forEach(truth::set);
    metric.add(row, truth);
  }

  private static Verdict verdict(Targets targets, float[] row, Example example) {
    List<Integer> labels = example.truth().labels();
    int best = 0;
    for (int c = 1; c < row.length; c++) if (row[c] > row[best]) best = c;
    double truth = 1;
    if (targets.multiLabel())
      for (int c = 0; c < row.length; c++)
        truth = Math.min(truth, labels.contains(c) ? row[c] : 1 - row[c]);
    else truth = row[labels.getFirst()];
    return new Verdict(example, labels, best, row[best], truth);
  }
}
