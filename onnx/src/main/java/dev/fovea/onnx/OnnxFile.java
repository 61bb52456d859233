package dev.fovea.onnx;

import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.RegionsInside;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.TorchException;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.torch.file.Protobuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A network and its weights as one {@code .onnx} file, opset 18 or (with GELU) 20. Inputs and
 * outputs have the network's names and a free batch; height and width of pictures are free too,
 * unless an op can be written for one size only.
 *
 * <p>What trains alone (dropout, stochastic depth) is left out. Batch norms are written as they
 * are: fold them before, if they shall not cost time.
 */
public final class OnnxFile {
  /** The most bytes that a protobuf message may have. */
  private static final long MOST = Integer.MAX_VALUE;

  private OnnxFile() {}

  /**
   * What was written.
   *
   * @param file the model
   * @param data the file beside it that holds the numbers of a model above 2 GB; both belong
   *     together, under these names
   * @param picture height and width that the model takes alone, in pixels; empty where it takes any
   * @param why the op that keeps the size fixed, in words; empty where nothing does
   */
  public record Written(
      Path file, Optional<Path> data, Optional<Size> picture, Optional<String> why) {}

  /**
   * Writes a model beside its place, flushes and renames it. Of a model above 2 GB the older file
   * goes first: a model never meets the numbers of another.
   *
   * @param picture height and width in pixels, for networks that must know it
   * @param metadata what the file says of itself, by key
   * @throws TorchException where the file cannot be written
   */
  public static Written write(
      Path file, Network network, Weights weights, Size picture, Map<String, String> metadata) {
    return write(file, network, weights, picture, metadata, MOST);
  }

  /**
   * Writes a detector that makes boxes of its maps itself, for pictures of one size, as {@link
   * BoxesInside} says; the metadata get its string.
   *
   * @param network with the maps that {@code how} reads as outputs, and no others
   * @param picture height and width in pixels
   * @param how boxes are read; one-to-one fixes how many come out
   * @param classes of the scores
   */
  public static Written writeWithBoxes(
      Path file,
      Network network,
      Weights weights,
      Size picture,
      Map<String, String> metadata,
      DetectPostprocess how,
      int classes) {
    Natives.load();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      Map<String, Shape> entering = Entering.fixed(network, picture);
      var cells = Cells.of(network, entering, picture, how, classes);
      var graph = OnnxGraph.of(network, weights, entering, new BoxTail(cells));
      return boxes(file, graph, metadata, BoxesInside.KEY, cells.inside().text());
    }
  }

  /**
   * Writes a detector of two stages as one file, for pictures of one size, as {@link RegionsInside}
   * says; the metadata get its string.
   *
   * @param proposing from a picture to {@code map0} ... that boxes are read from, and {@code
   *     objectness0}, {@code deltas0} ... of all maps
   * @param box from {@code region} to {@code classes} and {@code boxes}
   * @param weights of both
   * @param picture height and width in pixels
   * @param classes without the background
   */
  public static Written writeWithRegions(
      Path file,
      Network proposing,
      Network box,
      Weights weights,
      Size picture,
      Map<String, String> metadata,
      Coder.Regions how,
      RegionsInside inside,
      int classes) {
    Natives.load();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      Map<String, Shape> entering = Entering.fixed(proposing, picture);
      var tail = new RegionTail(box, how, inside, classes, picture);
      var graph = OnnxGraph.of(proposing, weights, entering, tail);
      return boxes(file, graph, metadata, RegionsInside.KEY, inside.text());
    }
  }

  /** What makes boxes says so in a string of its own. */
  private static Written boxes(
      Path file, OnnxGraph graph, Map<String, String> metadata, String key, String text) {
    var said = new TreeMap<>(metadata);
    said.put(key, text);
    var why = Optional.of("its boxes are worked out for one size of pictures");
    return written(file, graph, said, MOST, why);
  }

  static Written write(
      Path file,
      Network network,
      Weights weights,
      Size picture,
      Map<String, String> metadata,
      long most) {
    Natives.load();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      Optional<String> why = Optional.empty();
      OnnxGraph graph;
      try {
        graph = OnnxGraph.of(network, weights, Entering.asDrawn(network), OnnxGraph.Tail.NONE);
      } catch (SizeNeeded e) {
        graph =
            OnnxGraph.of(network, weights, Entering.fixed(network, picture), OnnxGraph.Tail.NONE);
        why = Optional.of(e.getMessage());
      }
      return written(file, graph, metadata, most, why);
    }
  }

  private static Written written(
      Path file, OnnxGraph graph, Map<String, String> metadata, long most, Optional<String> why) {
    Protobuf model = OnnxProto.model(graph, metadata, ExternalData.NONE);
    Optional<Path> data = Optional.empty();
    if (model.size() > most) {
      Path beside = file.resolveSibling(file.getFileName() + ".data");
      var outside = ExternalData.of(beside.getFileName().toString(), graph.tensors());
      model = OnnxProto.model(graph, metadata, outside);
      remove(file);
      outside.write(beside);
      data = Optional.of(beside);
    }
    AtomicFile.write(file, model::to);
    return new Written(file, data, fixed(graph), why);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new OnnxException(
          file
              + ": the older file cannot be removed: "
              + e.getMessage()
              + "; choose another place");
    }
  }

  private static Optional<Size> fixed(OnnxGraph graph) {
    return graph.inputs().stream()
        .map(Value::shape)
        .filter(shape -> shape instanceof Shape.Map m && m.h() != Shape.FREE && m.w() != Shape.FREE)
        .map(shape -> new Size(((Shape.Map) shape).h(), ((Shape.Map) shape).w()))
        .findFirst();
  }
}
