package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Features;
import dev.fovea.graph.Network;
import dev.fovea.predict.model.Novelty;
import dev.fovea.task.Model;
import dev.fovea.task.classify.Outputs;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Runner;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run's model keeps of its pictures, to tell others from them: the features of training
 * pictures, as they are without augmentation, and the threshold that validation pictures choose.
 */
record Familiar(Dataset data, String device) {
  private static final int BATCH = 64;

  /** Of each split, so that the end of a run does not take long. */
  private static final int PICTURES = 1000;

  /** Pictures that a class should be known by, where memory allows. */
  private static final int OF_A_CLASS = 20;

  /** Numbers that a model keeps, 8 MB. */
  private static final int NUMBERS = 4_000_000;

  /** The nearest that counts, where a class is known by so many; one in four, otherwise. */
  private static final int MOST_NEIGHBOURS = 5;

  /** Nothing where the network has no features, or no picture can be read again. */
  Optional<Novelty> of(Model model) {
    Optional<Network> features = Features.beside(model.network());
    if (features.isEmpty()) return Optional.empty();
    var runner = new Runner(features.get().only(Features.OUTPUT));
    int width = Features.width(model.network());
    int most = Math.max(PICTURES, OF_A_CLASS * data.classes().size());
    var training = vectors(model, runner, Split.TRAIN, Math.min(most, NUMBERS / width));
    var held = vectors(model, runner, Split.VAL, PICTURES);
    if (training.isEmpty() || held.isEmpty()) return Optional.empty();
    int each = training.size() / data.classes().size();
    return Optional.of(Novelty.fit(training, held, Math.clamp(each / 4, 1, MOST_NEIGHBOURS)));
  }

  /** For people. */
  static List<String> sentences(Optional<Novelty> novelty) {
    return novelty.stream()
        .map(known ->
            String.format(
                Locale.ROOT,
                "A picture whose features are farther than %.3f from those of the training"
                    + " pictures is unfamiliar; so are 5 %% of the validation pictures",
                known.threshold()))
        .toList();
  }

  private List<float[]> vectors(Model model, Runner runner, Split split, int most) {
    List<Example> some = some(data.split(split), most);
    if (some.isEmpty()) return List.of();
    Feed feed =
        Feed.evaluation(model.preprocess(), model.classes().size(), BATCH)
            .withKeep(new Keep.InMemory(0));
    try (Loader loader = Loader.of(some, feed)) {
      return Outputs.of(runner, model.weights(), some, loader, Devices.of(device)).logits();
    }
  }

  /** As many of each class as its share, evenly from its first to its last. */
  private static List<Example> some(List<Example> examples, int most) {
    int n = examples.size();
    if (n <= most) return examples;
    List<Example> byClass =
        examples.stream()
            .sorted(
                Comparator.comparingInt(e -> e.truth().labels().stream().findFirst().orElse(-1)))
            .toList();
    return IntStream.range(0, most)
        .mapToObj(i -> byClass.get((int) ((long) i * n / most)))
        .toList();
  }
}
