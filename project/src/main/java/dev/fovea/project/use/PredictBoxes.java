package dev.fovea.project.use;

import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.Settings;
import dev.fovea.predict.Taken;
import dev.fovea.task.detect.TorchDetector;
import dev.fovea.task.explain.BoxExplainer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a detector finds in any number of picture files, as {@link Predict} answers. */
public final class PredictBoxes implements AutoCloseable {
  private final Detector detector;
  private final Optional<Drawn> drawn;
  private final Optional<BoxExplainer> explainer;
  private final int rank;
  private final Ahead ahead;
  private final FloatBuffer numbers;

  /** A picture that is ready for the network, or why it is not. */
  private record Ready(Input input, Image image, Placement placed, String why) {}

  private PredictBoxes(Detector detector, WantedBoxes wanted) {
    this.detector = detector;
    Preprocess made = detector.model().preprocess();
    int batch = made.atOnce(wanted.batch());
    this.rank = wanted.explain().orElse(1) - 1;
    this.explainer =
        wanted.explain().isEmpty()
            ? Optional.empty()
            : Optional.of(BoxExplainer.of(gradients(detector)));
    this.drawn = wanted.out().map(Drawn::into);
    this.ahead = new Ahead(batch);
    this.numbers =
        ByteBuffer.allocateDirect(Math.multiplyExact(Math.multiplyExact(batch, made.floats()), 4))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Opens a model file; what is wanted counts before the settings. */
  public static PredictBoxes open(Path model, Settings settings, WantedBoxes wanted) {
    Detector detector =
        Detector.open(
            model,
            settings.withDetecting(kept -> wanted.of(model, settings.detecting().apply(kept))));
    try {
      return new PredictBoxes(detector, wanted);
    } catch (RuntimeException | Error e) {
      detector.close();
      throw e;
    }
  }

  private static TorchDetector gradients(Detector detector) {
    if (detector instanceof TorchDetector torch) return torch;
    throw Predict.withoutGradients();
  }

  /** What was opened; belongs to this. */
  public Detector detector() {
    return detector;
  }

  /**
   * Boxes for each input.
   *
   * @param results told of each input, in order, on this thread; answers false to stop
   * @return whether it was never stopped
   */
  public boolean run(Iterator<Input> inputs, Predicate<Predicted> results) {
    return ahead.run(inputs, this::ready, some -> answer(some, results));
  }

  private Ready ready(Input input) {
    Preprocess made = detector.model().preprocess();
    try {
      Taken picture = Taken.of(input.file(), made);
      return new Ready(input, made.image(picture.image()), picture.placement(made), "");
    } catch (ImageException e) {
      return new Ready(input, null, null, e.getMessage());
    } catch (RuntimeException e) {
      return new Ready(input, null, null, input.file() + " cannot be decoded: " + e);
    }
  }

  private boolean answer(List<Ready> some, Predicate<Predicted> results) {
    List<Ready> there = some.stream().filter(ready -> ready.image() != null).toList();
    Iterator<Detections> seen = see(there).iterator();
    for (Ready ready : some) {
      Input input = ready.input();
      if (ready.image() == null) {
        if (!results.test(new Predicted.Failed(input, ready.why()))) return false;
        continue;
      }
      Detections found = seen.next();
      int width = ready.placed().imageWidth();
      int height = ready.placed().imageHeight();
      if (!results.test(new Predicted.Detected(input, found, width, height))) return false;
      if (drawn.isEmpty()) continue;
      var why = explainer.flatMap(asked -> asked.explain(ready.image(), ready.placed(), rank));
      ahead.later(() -> {
        if (why.isEmpty()) drawn.get().write(input, found);
        else drawn.get().write(input, explainer.get(), why.get());
      });
    }
    return true;
  }

  private List<Detections> see(List<Ready> there) {
    if (there.isEmpty()) return List.of();
    Preprocess made = detector.model().preprocess();
    int n = 0;
    for (Ready ready : there) made.write(ready.image(), numbers, n++ * made.floats());
    return detector.see(
        numbers.slice(0, n * made.floats()), there.stream().map(Ready::placed).toList());
  }

  /** Ends the workers and frees the model. */
  @Override
  public void close() {
    ahead.close();
    detector.close();
  }
}
