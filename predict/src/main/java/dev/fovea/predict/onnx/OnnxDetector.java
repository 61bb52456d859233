package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.boxes.BoxReader;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.MapDecoder;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.Parts;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detector of an {@code .onnx} file, whether it makes boxes of its maps itself or not. May be
 * shared between threads of any kind.
 */
final class OnnxDetector implements Detector {
  private final ModelCard model;
  private final DetectEnds ends;
  private final Running running;

  private OnnxDetector(ModelCard model, DetectEnds ends, Running running) {
    this.model = model;
    this.ends = ends;
    this.running = running;
  }

  static Detector open(Path file, Settings settings) {
    var sessions = new Sessions();
    try {
      OrtSession first = sessions.open(file, settings);
      Map<String, String> metadata = Described.metadata(file, first);
      ModelCard card = Described.of(file, first, settings.told()).card();
      card.need(file, "detect");
      ModelCard model = card.withPostprocess(settings.detecting().apply(card.detect()));
      if (model.detect().oneToOne() != card.detect().oneToOne())
        throw new ModelException(
            file + " was exported with one head; export the model anew to answer by the other");
      Optional<Parts> parts = Parts.of(file, metadata);
      if (parts.isPresent())
        return OnnxRegions.open(file, first, sessions, parts.get(), model, settings);
      DetectEnds ends = DetectEnds.of(file, first, model);
      sessions.fill(file, settings);
      var running =
          new Running(
              file,
              model.preprocess(),
              ends.image().name(),
              ends.image().batch(),
              ends.wanted(),
              sessions,
              settings.sessions());
      return new OnnxDetector(model, ends, running);
    } catch (RuntimeException | Error e) {
      sessions.close();
      throw e;
    }
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
      part.addAll(
          ends.ranked() || ends.inside().isPresent()
              ? boxes(given, some)
              : maps(given).subList(0, some));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new ModelException(
          running.file() + " gives what does not fit: " + e.getMessage() + "; export it anew", e);
    }
  }

  private List<Found> maps(OrtSession.Result given) throws OrtException {
    var maps = new HashMap<String, OutputMap>();
    for (String name : ends.wanted()) maps.put(name, map(tensor(given, name)));
    int classes = model.classes().size();
    var made = model.preprocess();
    return new MapDecoder(model.detect(), classes, made.width(), made.height()).of(maps);
  }

  private List<Found> boxes(OrtSession.Result given, int some) throws OrtException {
    DetectPostprocess how = model.detect();
    var made = model.preprocess();
    var reader = new BoxReader(how, model.classes().size(), made.width(), made.height());
    float[] boxes = floats(tensor(given, BoxesInside.BOXES));
    OnnxTensor scored = tensor(given, BoxesInside.SCORES);
    float[] scores = floats(scored);
    var all = new ArrayList<Found>();
    if (!ends.ranked()) {
      for (int i = 0; i < some; i++)
        all.add(reader.cells(boxes, scores, ends.inside().orElseThrow().cells(), i));
      return all;
    }
    int m = (int) scored.getInfo().getShape()[1];
    long[] labels = tensor(given, BoxesInside.LABELS).getLongBuffer().array();
    for (int i = 0; i < some; i++) all.add(reader.ranked(boxes, scores, labels, m, i));
    return all;
  }

  static OutputMap map(OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    return new OutputMap(
        floats(tensor), (int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3]);
  }

  static OnnxTensor tensor(OrtSession.Result given, String name) {
    return (OnnxTensor) given.get(name).orElseThrow();
  }

  private static float[] floats(OnnxTensor tensor) {
    return tensor.getFloatBuffer().array(); // a copy in the heap already
  }

  @Override
  public void close() {
    running.sessions().close();
  }
}
