package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.predict.boxes.AnchorRows;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.boxes.Proposals;
import dev.fovea.predict.boxes.RegionPooler;
import dev.fovea.predict.boxes.RegionReader;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.predict.model.Parts;
import java.nio.BufferOverflowException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A detector of two stages in two {@code .onnx} files: one network proposes boxes, another says
 * what each shows, and what lies between is plain Java. May be shared between threads of any kind.
 *
 * <p>A session of the second file is taken while one of the first is held, never the other way
 * round, and there are as many of each: nobody waits for ever.
 */
final class OnnxRegions implements Detector {
  /** Proposals that are looked into at a time, which bounds the memory. */
  private static final int AT_A_TIME = 1000;

  private final ModelCard model;
  private final Coder.Regions how;
  private final RegionEnds ends;
  private final Running running;
  private final Path second;
  private final Sessions boxes;

  private OnnxRegions(
      ModelCard model, RegionEnds ends, Running running, Path second, Sessions boxes) {
    this.model = model;
    this.how = (Coder.Regions) model.detect().coder();
    this.ends = ends;
    this.running = running;
    this.second = second;
    this.boxes = boxes;
  }

  /**
   * Opens what lies beside the first file.
   *
   * @param model what the first file says, answering as the caller wants it
   * @param sessions of the first file, the first of which is open; they belong to the detector
   */
  static Detector open(
      Path file,
      OrtSession first,
      Sessions sessions,
      Parts parts,
      ModelCard model,
      Settings settings) {
    Path second = parts.beside(file);
    var boxes = new Sessions();
    try {
      RegionEnds ends = RegionEnds.of(file, first, second, boxes.open(second, settings), model);
      sessions.fill(file, settings);
      boxes.fill(second, settings);
      var running =
          new Running(
              file,
              model.preprocess(),
              ends.image().name(),
              ends.image().batch(),
              ends.wanted(),
              sessions,
              settings.sessions());
      return new OnnxRegions(model, ends, running, second, boxes);
    } catch (RuntimeException | Error e) {
      boxes.close();
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
      int all = how.sizesPx().size();
      List<OutputMap> objectness = maps(given, all, RegionEnds::objectness);
      List<OutputMap> deltas = maps(given, all, RegionEnds::deltas);
      List<OutputMap> maps = maps(given, how.pooled(), RegionEnds::map);
      var size = new PictureSize(model.preprocess().height(), model.preprocess().width());
      List<PictureSize> grids =
          objectness.stream().map(map -> new PictureSize(map.height(), map.width())).toList();
      List<Found> proposals =
          new Proposals(how, AnchorRows.of(how, grids, size))
              .of(objectness, deltas, Collections.nCopies(some, size));
      for (int i = 0; i < some; i++) part.add(look(maps, i, proposals.get(i), size));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new ModelException(
          running.file() + " gives what does not fit: " + e.getMessage() + "; export it anew", e);
    }
  }

  /** What the second network says of a picture's proposals. */
  private Found look(List<OutputMap> maps, int picture, Found proposals, PictureSize size) {
    var pooler = new RegionPooler(ends.align(), maps, picture, size.heightPx());
    int classes = model.classes().size();
    var said = FloatBuffer.allocate(proposals.count() * (classes + 1));
    var changes = FloatBuffer.allocate(4 * said.capacity());
    float[] from = proposals.boxes();
    for (int at = 0; at < proposals.count(); at += AT_A_TIME) {
      int first = at;
      int count = Math.min(AT_A_TIME, proposals.count() - at);
      Buffers.lend(
          count,
          ends.align().floats(ends.channels()),
          numbers -> {
            pooler.read(from, first, count, numbers);
            return boxes.with(session -> run(session, numbers, count, said, changes));
          });
    }
    return new RegionReader(model.detect(), classes)
        .of(List.of(proposals), said.array(), changes.array(), List.of(size))
        .get(0);
  }

  private Void run(
      OrtSession session, FloatBuffer numbers, int count, FloatBuffer said, FloatBuffer changes) {
    long[] shape = {count, ends.channels(), ends.align().height(), ends.align().width()};
    try (OnnxTensor input = OnnxTensor.createTensor(OnnxRuntime.environment(), numbers, shape);
        OrtSession.Result result =
            session.run(
                Map.of(ends.region(), input), Set.of(RegionEnds.CLASSES, RegionEnds.BOXES))) {
      said.put(OnnxDetector.tensor(result, RegionEnds.CLASSES).getFloatBuffer());
      changes.put(OnnxDetector.tensor(result, RegionEnds.BOXES).getFloatBuffer());
      return null;
    } catch (OrtException e) {
      throw Running.failed(second, count + " proposals", e);
    } catch (BufferOverflowException e) {
      throw new ModelException(
          second + " gives more numbers than proposals have; export the model anew", e);
    }
  }

  private static List<OutputMap> maps(OrtSession.Result given, int count, IntFunction<String> name)
      throws OrtException {
    var maps = new ArrayList<OutputMap>();
    for (int i = 0; i < count; i++)
      maps.add(OnnxDetector.map(OnnxDetector.tensor(given, name.apply(i))));
    return maps;
  }

  @Override
  public void close() {
    running.sessions().close();
    boxes.close();
  }
}
