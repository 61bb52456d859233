package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.Parts;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A detector of an {@code .onnx} file, or of two. May be shared between threads of any kind.
 *
 * <p>A session of a second file is taken while one of the first is held, never the other way round,
 * and there are as many of each: nobody waits for ever.
 */
final class OnnxDetector implements Detector {
  private final Path file;
  private final ModelCard model;
  private final Running running;
  private final Finder finder;
  private final Sessions second;

  private OnnxDetector(
      Path file, ModelCard model, Running running, Finder finder, Sessions second) {
    this.file = file;
    this.model = model;
    this.running = running;
    this.finder = finder;
    this.second = second;
  }

  static Detector open(Path file, Settings settings) {
    var sessions = new Sessions();
    var second = new Sessions(); // none, where there is no second file
    try {
      OrtSession first = sessions.open(file, settings);
      Optional<Parts> parts = Parts.of(file, Described.metadata(file, first));
      ModelCard model = asked(file, first, parts.isPresent(), settings);
      Finder finder =
          parts.isPresent()
              ? RegionFinder.open(file, first, parts.get(), second, model, settings)
              : new BoxFinder(model, DetectEnds.of(file, first, model));
      var running =
          Running.of(file, model.preprocess(), finder.image(), finder.wanted(), sessions, settings);
      return new OnnxDetector(file, model, running, finder, second);
    } catch (RuntimeException | Error e) {
      try (sessions) {
        second.close();
      }
      throw e;
    }
  }

  /** What the file says, answering as the caller wants it. */
  private static ModelCard asked(Path file, OrtSession first, boolean parted, Settings settings) {
    ModelCard card = Described.of(file, first, settings.told(), "detect").card();
    DetectPostprocess said = card.detect();
    DetectPostprocess asked = settings.detecting().apply(said);
    if (asked.oneToOne() != said.oneToOne())
      throw new ModelException(
          file + " was exported with one head; export the model anew to answer by the other");
    boolean same = asked.coder().equals(said.coder()) && asked.levels().equals(said.levels());
    if (!same && !parted)
      throw new ModelException(
          file
              + " was exported with one way to its boxes (coder, proposals, levels); export the"
              + " model anew to answer by another");
    return card.withPostprocess(asked);
  }

  @Override
  public ModelCard model() {
    return model;
  }

  @Override
  public List<Detections> see(FloatBuffer numbers, int n) {
    return running.run(numbers, n, 1, ArrayList<Found>::new, this::read).stream()
        .flatMap(List::stream)
        .map(found -> Detections.of(found, model.classes()))
        .toList();
  }

  private void read(List<Found> part, OrtSession.Result given, int batch, int some)
      throws OrtException {
    try {
      part.addAll(finder.of(given, some));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new ModelException(
          file + " gives what does not fit: " + e.getMessage() + "; export it anew", e);
    }
  }

  @Override
  public void close() {
    try (second) {
      running.close();
    }
  }
}
