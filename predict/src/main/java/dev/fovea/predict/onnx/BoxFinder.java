package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.boxes.BoxReader;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.MapDecoder;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.ModelCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Of one file, whether it makes boxes of its maps itself or not. */
record BoxFinder(ModelCard model, DetectEnds ends) implements Finder {
  @Override
  public ImageEnd image() {
    return ends.image();
  }

  @Override
  public Set<String> wanted() {
    return ends.wanted();
  }

  @Override
  public List<Found> of(OrtSession.Result given, int some) throws OrtException {
    return ends.ranked() || ends.inside().isPresent()
        ? boxes(given, some)
        : maps(given).subList(0, some);
  }

  private List<Found> maps(OrtSession.Result given) throws OrtException {
    var maps = new HashMap<String, OutputMap>();
    for (String name : ends.wanted()) maps.put(name, map(given, name));
    int classes = model.classes().size();
    var made = model.preprocess();
    return new MapDecoder(model.detect(), classes, made.width(), made.height()).of(maps);
  }

  private List<Found> boxes(OrtSession.Result given, int some) throws OrtException {
    var made = model.preprocess();
    var reader = new BoxReader(model.detect(), model.classes().size(), made.width(), made.height());
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

  /** An output that is a map. */
  static OutputMap map(OrtSession.Result given, String name) throws OrtException {
    OnnxTensor tensor = tensor(given, name);
    long[] shape = tensor.getInfo().getShape();
    return new OutputMap(
        floats(tensor), (int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3]);
  }

  /** An output. */
  static OnnxTensor tensor(OrtSession.Result given, String name) {
    return (OnnxTensor) given.get(name).orElseThrow();
  }

  private static float[] floats(OnnxTensor tensor) {
    return tensor.getFloatBuffer().array(); // a copy in the heap already
  }
}
