package dev.fovea.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.fovea.graph.Axis;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import dev.fovea.graph.Wire;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Truth;
import dev.fovea.torch.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
  private static final Size SIZE = new Size(9, 7);

  @TempDir private Path folder;

  @Test
  void saysOfItselfWhatItIsTold() throws OrtException {
    Network network = Wire.image("tiny", 3).conv("conv", 4, 3, 1).average().network("features");
    var said = Map.of("fovea", "{\"classes\": [\"ä\", \"b\"]}", "note", "");
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      Path file = folder.resolve("tiny.onnx");
      var written = OnnxFile.write(file, network, weights, SIZE, said);
      assertEquals(
          new OnnxFile.Written(file, Optional.empty(), Optional.empty(), Optional.empty()),
          written);
      try (var engine = Engine.open(file)) {
        var metadata = engine.session().getMetadata();
        assertEquals(said, metadata.getCustomMetadata());
        assertEquals("fovea", metadata.getProducerName());
        assertEquals("tiny", metadata.getGraphName());
        assertEquals(Set.of("image"), engine.session().getInputNames());
        assertEquals(Set.of("features"), engine.session().getOutputNames());
      }
    }
  }

  @Test
  void theOpThatKeepsTheSizeFixedIsNamed() {
    Network network =
        Wire.image("pooled", 3).then("pool", new Op.AdaptiveAvgPool2d(Size.of(2))).network("y");
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      var written = OnnxFile.write(folder.resolve("p.onnx"), network, weights, SIZE, Map.of());
      assertEquals(Optional.of(SIZE), written.picture());
      assertEquals(
          Optional.of(
              "node pool AdaptiveAvgPool2d[size=2x2] can be written for one size of pictures only"),
          written.why());
    }
  }

  @Test
  void aSizeThatIsDrawnNeedsNoReason() {
    Network network =
        Wire.start("drawn", "x", new Shape.Map(1, 4, 6))
            .then("flat", new Op.Flatten())
            .network("y");
    try (var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      var written = OnnxFile.write(folder.resolve("d.onnx"), network, weights, SIZE, Map.of());
      assertEquals(Optional.of(new Size(4, 6)), written.picture());
      assertEquals(Optional.empty(), written.why());
    }
  }

  /** An output of an input, of what vanishes, of one node twice, of the name of another node. */
  @Test
  void outputsHaveTheirNamesWhateverTheirNodesAre() throws OrtException {
    Wire x = Wire.start("names", "x", new Shape.Map(2, 5, 4));
    Wire relu = x.relu();
    Wire dropped = relu.dropout(0.5);
    Wire one = x.parameter("one", List.of(2, 1, 1), new Shape.Map(2, 1, 1));
    Wire sum = dropped.plus(one);
    Network network =
        sum.network(
            List.of(
                new Output("same", "x"),
                new Output("dropout", dropped.name()),
                new Output("relu", sum.name()),
                new Output("again", sum.name()),
                new Output("learned", one.name())));
    assertSame(network, Map.of("x", numbers(3, 2, 5, 4)), Long.MAX_VALUE);
  }

  @Test
  void learnedTokensAreRepeatedForEachSample() throws OrtException {
    Wire x = Wire.start("tokens", "x", new Shape.Tokens(3, 4));
    Wire first = x.parameter("first", List.of(1, 2, 4), new Shape.Tokens(2, 4));
    Wire both = first.then("both", new Op.Concat(Axis.TOKENS), x);
    Wire alone = first.then("alone", new Op.Concat(Axis.TOKENS), first);
    Network network =
        both.network(List.of(new Output("y", both.name()), new Output("z", alone.name())));
    assertSame(network, Map.of("x", numbers(5, 3, 4)), Long.MAX_VALUE);
  }

  @Test
  void sharedTensorsAreWrittenOnce() throws OrtException, IOException {
    Wire x = Wire.image("shared", 8).within("part", in -> in.conv("conv", 8, 3, 1));
    Network once = x.network("y");
    Network twice = x.relu().within("again", "part", in -> in.conv("conv", 8, 3, 1)).network("y");
    assertSame(twice, Map.of("image", numbers(1, 8, 5, 6)), Long.MAX_VALUE);
    try (var weights = InitialWeights.of(once, Init.PYTORCH, 1)) {
      Path file = folder.resolve("once.onnx");
      OnnxFile.write(file, once, weights, SIZE, Map.of());
      long more = Files.size(folder.resolve("shared.onnx")) - Files.size(file);
      assertTrue(more < 8 * 8 * 9 * 4, "another " + more + " bytes");
    }
  }

  @Test
  void severalInputsHaveSizesOfTheirOwn() throws OrtException {
    Wire x = Wire.start("two", "x", Shape.image(2));
    Wire y = x.input("like", Shape.image(1));
    Op resize = new Op.ResizeTo(dev.fovea.graph.Interpolation.BILINEAR, false);
    Network network = x.then("resized", resize, y).network("y");
    assertSame(
        network, Map.of("x", numbers(2, 2, 5, 6), "like", numbers(2, 1, 8, 9)), Long.MAX_VALUE);
  }

  @Test
  void numbersOfALargeModelLieBesideIt() throws OrtException, IOException {
    Network network =
        Wire.image("large", 3).conv("conv1", 64, 3, 1).conv("conv2", 64, 3, 1).network("y");
    Map<String, Tensor> inputs = Map.of("image", numbers(1, 3, 5, 6));
    Path file = folder.resolve("large.onnx");
    Path data = folder.resolve("large.onnx.data");

    assertEquals(Optional.of(data), assertSame(network, inputs, 10_000).data());
    assertTrue(Files.size(file) < 2_000, "the model has " + Files.size(file) + " bytes");
    assertEquals(8192 + 64 * 64 * 9 * 4, Files.size(data)); // conv1 fills two pages
    assertEquals(Optional.of(data), assertSame(network, inputs, 10_000).data());
    assertEquals(Set.of(file, data), new HashSet<>(files()));
  }

  @Test
  void numbersOfAnotherKindAreRefused() {
    Network network = Wire.image("half", 3).conv("conv", 4, 3, 1).network("y");
    try (var _ = Gradients.off();
        var _ = new Scope();
        var weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      weights.replace("conv.weight", Scope.keep(weights.get("conv.weight").to(ScalarType.Half)));
      Path file = folder.resolve("half.onnx");
      var e =
          assertThrows(
              OnnxException.class, () -> OnnxFile.write(file, network, weights, SIZE, Map.of()));
      assertEquals(
          "tensor conv.weight holds Half; only Float and Long can be written", e.getMessage());
      assertEquals(false, Files.exists(file));
    }
  }

  private OnnxFile.Written assertSame(Network network, Map<String, Tensor> inputs, long most)
      throws OrtException {
    try (var _ = Gradients.off();
        var _ = new Scope();
        Weights weights = InitialWeights.of(network, Init.PYTORCH, 1)) {
      Path file = folder.resolve(network.name() + ".onnx");
      var written = OnnxFile.write(file, network, weights, SIZE, Map.of(), most);
      var wanted = new Runner(network).run(inputs, weights, Mode.EVAL, (_, _) -> {});
      try (var engine = Engine.open(file)) {
        Map<String, Tensor> got = engine.run(inputs);
        assertEquals(wanted.keySet(), got.keySet());
        wanted.forEach((name, tensor) -> Truth.assertEqual(name, tensor, got.get(name), 1e-5));
      }
      return written;
    }
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.collect(Collectors.toList());
    }
  }

  private static Tensor numbers(long... shape) {
    int count = 1;
    for (long d : shape) count *= (int) d;
    var numbers = new float[count];
    for (int i = 0; i < count; i++) numbers[i] = (float) Math.sin(i * i);
    return Tensors.of(numbers, shape);
  }
}
