package dev.fovea.task.classify;

import dev.fovea.graph.Features;
import dev.fovea.graph.Network;
import dev.fovea.image.Views;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Seen;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.task.Model;
import dev.fovea.task.OpenModel;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A classifier of a {@code .safetensors} file, on libtorch. May be shared between threads (platform
 * threads, not virtual ones).
 */
public final class TorchClassifier implements Classifier {
  private final OpenModel open;
  private final Runner runner;

  private TorchClassifier(OpenModel open) {
    this.open = open;
    Network network = open.model().network();
    this.runner = new Runner(Features.beside(network).orElse(network));
  }

  /** Opens a model file, on CUDA where there is any. */
  public static TorchClassifier open(Path file) {
    return open(file, Settings.DEFAULT);
  }

  /**
   * Opens a model file; the settings' device and thresholds count.
   *
   * @throws ModelException where the file holds no classifier
   */
  public static TorchClassifier open(Path file, Settings settings) {
    settings.told().refuse(file);
    return new TorchClassifier(
        OpenModel.of(
            file,
            settings.device(),
            model -> {
              Model fit = checked(file, model);
              return fit.withPostprocess(settings.answering().apply(fit.classify()));
            }));
  }

  private static Model checked(Path file, Model model) {
    model.card().need(file, "classify");
    Fit.check(file, model);
    return model;
  }

  @Override
  public ModelCard model() {
    return open.model().card();
  }

  /** The model in memory, for what else is to be read from it; belongs to this classifier. */
  public OpenModel open() {
    return open;
  }

  @Override
  public Seen see(FloatBuffer numbers, int n, Views views) {
    return open.run(
        numbers,
        Math.multiplyExact(n, views.count()),
        input -> {
          var values =
              runner.run(
                  Map.of(runner.network().input().name(), input),
                  open.model().weights(),
                  Mode.EVAL,
                  (_, _) -> {});
          String answer = runner.network().outputs().getFirst().name();
          Tensor features = values.get(Features.OUTPUT);
          return Seen.of(
              model(),
              n,
              Tensors.toArray(values.get(answer)),
              features == null ? null : Tensors.toArray(features));
        });
  }

  @Override
  public void close() {
    open.close();
  }
}
