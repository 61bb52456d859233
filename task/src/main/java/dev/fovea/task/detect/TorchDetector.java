package dev.fovea.task.detect;

import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.task.Model;
import dev.fovea.task.OpenModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A detector of a {@code .safetensors} file, on libtorch. May be shared between threads (platform
 * threads, not virtual ones).
 */
public final class TorchDetector implements Detector {
  private final OpenModel open;
  private final DetectorRun run;

  private TorchDetector(OpenModel open) {
    this.open = open;
    Model model = open.model();
    this.run = new DetectorRun(model.network(), model.detect(), model.classes());
  }

  /** Opens a model file, on CUDA where there is any. */
  public static TorchDetector open(Path file) {
    return open(file, Settings.DEFAULT);
  }

  /**
   * Opens a model file; the settings' device and how they detect count.
   *
   * @throws ModelException where the file holds no detector
   */
  public static TorchDetector open(Path file, Settings settings) {
    settings.told().refuse(file);
    return new TorchDetector(
        OpenModel.of(
            file,
            settings.device(),
            model -> {
              model.card().need(file, "detect");
              var asked = model.withPostprocess(settings.detecting().apply(model.detect()));
              Fit.check(file, asked);
              return asked;
            }));
  }

  @Override
  public ModelCard model() {
    return open.model().card();
  }

  /** The model in memory, for what else is to be read from it; belongs to this detector. */
  public OpenModel open() {
    return open;
  }

  @Override
  public List<Detections> see(FloatBuffer numbers, int n) {
    return open.run(numbers, n, input -> run.of(input, open.model().weights()));
  }

  @Override
  public void close() {
    open.close();
  }
}
