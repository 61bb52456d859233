package dev.fovea.predict.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.RegionsInside;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What goes into a detector and comes out of it.
 *
 * @param image the input
 * @param wanted the outputs that are asked for
 * @param inside whether the file makes boxes of its maps itself, and of how many cells
 * @param ranked whether these are chosen already
 */
record DetectEnds(
    ImageEnd image, Set<String> wanted, Optional<BoxesInside> inside, boolean ranked) {
  /**
   * The ends of a detector.
   *
   * @throws ModelException where it takes or gives something else than the card says
   */
  static DetectEnds of(Path file, OrtSession session, ModelCard model) {
    ImageEnd image = ImageEnd.of(file, session, model.preprocess(), "a detector");
    Map<String, String> metadata = Described.metadata(file, session);
    if (model.detect().coder() instanceof Coder.Regions)
      return regions(file, session, model, image, metadata);
    var inside = BoxesInside.of(file, metadata);
    var wanted = new LinkedHashMap<String, long[]>();
    inside.ifPresentOrElse(
        boxes -> boxes(boxes, model, wanted),
        () -> {
          for (HeadOutput output : HeadOutput.of(model.detect(), model.classes().size()))
            wanted.put(output.name(), new long[] {-1, output.channels(), -1, -1});
        });
    check(file, session, wanted);
    boolean ranked = inside.isPresent() && model.detect().oneToOne();
    if (ranked)
      inside.get().need(file, told(file, session), model.classes().size(), model.detect().most());
    return new DetectEnds(image, wanted.keySet(), inside, ranked);
  }

  /** How many boxes of a picture come out of a file that chooses them itself. */
  private static long told(Path file, OrtSession session) {
    NodeInfo scores = outputs(file, session).get(BoxesInside.SCORES);
    return ((TensorInfo) scores.getInfo()).getShape()[1];
  }

  /** Those of two stages in one file. */
  private static DetectEnds regions(
      Path file,
      OrtSession session,
      ModelCard model,
      ImageEnd image,
      Map<String, String> metadata) {
    RegionsInside.of(file, metadata)
        .orElseThrow(() ->
            new ModelException(
                file
                    + " is of a detector of two stages and lacks the second; export the model anew"))
        .need(file, model.detect());
    var wanted = new LinkedHashMap<String, long[]>();
    wanted.put(BoxesInside.BOXES, new long[] {-1, -1, 4});
    wanted.put(BoxesInside.SCORES, new long[] {-1, -1});
    wanted.put(BoxesInside.LABELS, new long[] {-1, -1});
    check(file, session, wanted);
    return new DetectEnds(image, wanted.keySet(), Optional.empty(), true);
  }

  private static void boxes(BoxesInside inside, ModelCard model, Map<String, long[]> wanted) {
    DetectPostprocess how = model.detect();
    int cells = how.oneToOne() ? -1 : inside.all();
    wanted.put(BoxesInside.BOXES, new long[] {-1, cells, 4});
    wanted.put(
        BoxesInside.SCORES,
        how.oneToOne() ? new long[] {-1, -1} : new long[] {-1, cells, model.classes().size()});
    if (how.oneToOne()) wanted.put(BoxesInside.LABELS, new long[] {-1, -1});
  }

  /** Refuses a file that lacks an output, or gives it in another shape; -1 fits any size. */
  static void check(Path file, OrtSession session, Map<String, long[]> wanted) {
    Map<String, NodeInfo> outputs = outputs(file, session);
    wanted.forEach((name, shape) -> {
      NodeInfo output = outputs.get(name);
      OnnxJavaType type = name.equals(BoxesInside.LABELS) ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT;
      if (output == null || !fits(output, type, shape))
        throw new ModelException(
            "%s gives %s; for its classes and boxes it needs %s as %s %s; export it anew"
                .formatted(
                    file,
                    output == null ? "no " + name : name + " as " + ImageEnd.words(output),
                    name,
                    type,
                    ImageEnd.shown(shape)));
    });
  }

  private static Map<String, NodeInfo> outputs(Path file, OrtSession session) {
    try {
      return session.getOutputInfo();
    } catch (OrtException e) {
      throw new ModelException(file + ": its outputs cannot be read: " + OnnxRuntime.why(e), e);
    }
  }

  private static boolean fits(NodeInfo output, OnnxJavaType type, long[] wanted) {
    if (!(output.getInfo() instanceof TensorInfo tensor) || tensor.type != type) return false;
    long[] shape = tensor.getShape();
    boolean fits = shape.length == wanted.length;
    for (int i = 0; fits && i < shape.length; i++)
      fits = shape[i] < 0 || wanted[i] < 0 || shape[i] == wanted[i];
    return fits;
  }
}
