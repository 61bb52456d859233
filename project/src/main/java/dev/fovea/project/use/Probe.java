package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.data.split.Grouping;
import dev.fovea.data.split.Splits;
import dev.fovea.graph.Features;
import dev.fovea.project.Backbone;
import dev.fovea.project.RunEvent;
import dev.fovea.task.classify.Metric;
import dev.fovea.task.classify.Outputs;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.task.probe.Labelled;
import dev.fovea.task.probe.LinearProbe;
import dev.fovea.task.probe.Neighbours;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How much the features of a model's network say about a data set, of whatever classes: answers of
 * the nearest training pictures, and of a linear classifier. The network stays as it is.
 *
 * @param model a model file of any task; with weights the name of a network of the zoo
 * @param weights of that network, as {@code train --weights} takes them
 * @param data a folder or a CSV file; test pictures are measured where there are any, else
 *     validation pictures
 * @param k neighbours that vote
 * @param temperature of their votes
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param batch pictures that run at a time
 */
public record Probe(
    String model,
    Optional<String> weights,
    Path data,
    int k,
    double temperature,
    String device,
    int batch) {
  private static final double HELD = 0.2;

  /**
   * Measures.
   *
   * @param events told what weights are fetched and taken
   */
  public Probed run(Consumer<RunEvent> events, Evaluate.Progress progress) {
    var where = Devices.of(device);
    try (Backbone opened = backbone(events)) {
      var runner = new Runner(Features.of(opened.network()));
      opened.weights().moveTo(where);
      Dataset found = Datasets.open(data, ReadOptions.forTraining());
      if (found.multiLabel())
        throw new DataException(
            data + " has pictures of several classes each; a probe needs one class a picture");
      Dataset dealt = dealt(found);
      Split measured = dealt.split(Split.TEST).isEmpty() ? Split.VAL : Split.TEST;
      var all = new ArrayList<Example>();
      for (Split split : Split.values()) all.addAll(dealt.split(split));
      List<Example> counted = Evaluate.counted(all, progress);
      int classes = found.classes().size();
      Feed feed =
          Feed.evaluation(opened.preprocess(), classes, batch).withKeep(new Keep.InMemory(0));
      var rows = new LinkedHashMap<String, float[]>();
      int broken = found.broken().size();
      try (Loader loader = Loader.of(counted, feed)) {
        Outputs outputs = Outputs.of(runner, opened.weights(), counted, loader, where);
        for (int i = 0; i < outputs.examples().size(); i++)
          rows.put(outputs.examples().get(i).id(), outputs.logits().get(i));
        broken += loader.broken().size();
      }
      Labelled training = labelled(dealt.split(Split.TRAIN), rows, classes);
      Labelled scored = labelled(dealt.split(measured), rows, classes);
      double c = chosen(dealt, measured, rows);
      var neighbours = Neighbours.of(training, k, temperature);
      var linear = LinearProbe.fit(training, c);
      return new Probed(
          found.description(),
          opened.network().name(),
          training.width(),
          training.size(),
          measured.word(),
          neighbours.k(),
          c,
          scores(scored, neighbours.probabilities(scored.features())),
          scores(scored, linear.probabilities(scored.features())),
          broken);
    }
  }

  private Backbone backbone(Consumer<RunEvent> events) {
    return weights
        .map(from -> Backbone.of(model, from, events))
        .orElseGet(() -> Backbone.of(Path.of(model)));
  }

  /** As the model's run dealt the data; else as they are, or with a fifth set aside. */
  private Dataset dealt(Dataset found) {
    boolean held = !found.split(Split.TEST).isEmpty() || !found.split(Split.VAL).isEmpty();
    Dataset dealt =
        weights.isPresent() ? found : Measured.asRun(found, Path.of(model)).orElse(found);
    if (held || !dealt.split(Split.VAL).isEmpty()) return dealt;
    return Splits.withVal(found, HELD, 0, Grouping.NONE);
  }

  /** By the validation pictures where others are measured, else by a fifth of the training ones. */
  private static double chosen(Dataset dealt, Split measured, LinkedHashMap<String, float[]> rows) {
    List<Example> choosing = dealt.split(Split.VAL);
    List<Example> training = dealt.split(Split.TRAIN);
    int classes = dealt.classes().size();
    if (measured == Split.VAL || choosing.isEmpty()) {
      Dataset parted =
          Splits.withVal(dealt.withExamples(Map.of(Split.TRAIN, training)), HELD, 1, Grouping.NONE);
      choosing = parted.split(Split.VAL);
      training = parted.split(Split.TRAIN);
    }
    return LinearProbe.chosen(labelled(training, rows, classes), labelled(choosing, rows, classes))
        .c();
  }

  /** Those that could be decoded. */
  private static Labelled labelled(
      List<Example> examples, LinkedHashMap<String, float[]> rows, int classes) {
    List<Example> there = examples.stream().filter(e -> rows.containsKey(e.id())).toList();
    if (there.isEmpty())
      throw new DataException("a split of the data has no picture that can be decoded");
    return new Labelled(
        there.stream().map(e -> rows.get(e.id())).toList(),
        there.stream().map(e -> e.truth().labels().getFirst()).toList(),
        classes);
  }

  private static Scores scores(Labelled scored, List<float[]> probabilities) {
    var metric = Metric.oneOf(scored.classes());
    for (int i = 0; i < scored.size(); i++)
      metric.add(probabilities.get(i), scored.labels().get(i));
    return metric.scores(Bootstrap.DEFAULT);
  }
}
