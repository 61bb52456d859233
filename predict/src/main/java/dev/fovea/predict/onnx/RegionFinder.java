package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.Buffers;
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
 * Of two files: one network proposes boxes, another says what each shows, and what lies between is
 * plain Java.
 *
 * @param second the file that looks into boxes
 * @param boxes its sessions
 */
record RegionFinder(ModelCard model, RegionEnds ends, Path second, Sessions boxes)
    implements Finder {
  /** Proposals that are looked into at a time, which bounds the memory. */
  private static final int AT_A_TIME = 1000;

  /**
   * Opens what lies beside the first file.
   *
   * @param boxes takes the sessions of the second file
   * @param model what the first file says, answering as the caller wants it
   */
  static RegionFinder open(
      Path file,
      OrtSession first,
      Parts parts,
      Sessions boxes,
      ModelCard model,
      Settings settings) {
    Path second = parts.beside(file);
    RegionEnds ends = RegionEnds.of(file, first, second, boxes.open(second, settings), model);
    boxes.fill(second, settings);
    return new RegionFinder(model, ends, second, boxes);
  }

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
    var how = (Coder.Regions) model.detect().coder();
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
    var found = new ArrayList<Found>();
    for (int i = 0; i < some; i++) found.add(look(maps, i, proposals.get(i), size));
    return found;
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
      said.put(BoxFinder.tensor(result, RegionEnds.CLASSES).getFloatBuffer());
      changes.put(BoxFinder.tensor(result, RegionEnds.BOXES).getFloatBuffer());
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
    for (int i = 0; i < count; i++) maps.add(BoxFinder.map(given, name.apply(i)));
    return maps;
  }
}
