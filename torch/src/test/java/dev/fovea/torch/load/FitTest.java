package dev.fovea.torch.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Param;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Wire;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.TorchException;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.ElementType;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.torch.pth.Saved;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FitTest {
  @TempDir Path folder;

  @Test
  void prefixesOfWrappersAreLeftOut() {
    Network network = Wire.start("tiny", "x", new Shape.Vector(2)).linear("fc", 1).network("y");
    for (String wrapper : List.of("model_ema", "model"))
      try (var file = WeightsFile.open(Saved.file("wrapped.pth"), Optional.of(wrapper));
          var loaded = Load.of(file, network)) {
        boolean average = wrapper.equals("model_ema");
        assertEquals(average ? "module." : "module._orig_mod.", loaded.fit().prefix());
        assertArrayEquals(
            average ? new float[] {2.5f, -1} : new float[] {1.5f, -2},
            Tensors.toArray(loaded.weights().get("fc.weight")));
        assertEquals(
            "2 tensors taken from the file, their names without "
                + (average ? "module.; left over: \"n_averaged\"" : "module._orig_mod."),
            FitWords.of(loaded.fit()));
      }
  }

  @Test
  void namesTheFirstMisfitsAndCountsTheRest() {
    try (var file = WeightsFile.open(saved("resnet34", 10))) {
      refused(
          file,
          "resnet20",
          "conv1.weight is [64, 3, 7, 7], not [16, 3, 3, 3], bn1.weight is [64], not [16], bn1.bias"
              + " is [64], not [16] and 94 more; it has no place for");
      refused(
          file,
          "resnet18",
          "it has no place for \"layer1.2.bn1.bias\", \"layer1.2.bn1.running_mean\","
              + " \"layer1.2.bn1.running_var\" and 77 more; `fovea info` lists what it holds");
    }
    try (var file = WeightsFile.open(saved("resnet18", 10))) {
      refused(
          file, "resnet34", "layer1.2.conv1.weight is missing, layer1.2.bn1.weight is missing,");
    }
  }

  /** As timm, PyTorch's averages and networks with auxiliary heads leave them in their files. */
  @Test
  void whatLiesBesideTheNetworkIsToldAndLeft() {
    Network network = Zoo.network("resnet20", Options.of(10));
    List<String> beside =
        List.of("aux.fc.weight", "ema.conv1.weight", "n_averaged", "bn9.num_batches_tracked");
    Path whole = saved("resnet20", 10);
    try (var file = WeightsFile.open(with(whole, beside));
        var loaded = Load.of(file, network)) {
      assertEquals(Set.copyOf(beside), Set.copyOf(loaded.fit().leftOver().beside()));
      assertEquals(
          "116 tensors taken from the file; left over: \"aux.fc.weight\","
              + " \"bn9.num_batches_tracked\", \"ema.conv1.weight\" and 1 more",
          FitWords.of(loaded.fit()));
    }
    try (var file = WeightsFile.open(with(whole, List.of("linear.1.weight", "linear2.bias")))) {
      assertEquals(
          "116 tensors taken from the file; left over: \"linear.1.weight\", \"linear2.bias\"",
          FitWords.of(Load.plan(file, network, Adapt.head("linear"))));
      refused(file, "resnet20", "it has no place for \"linear.1.weight\", \"linear2.bias\"; `fov");
    }
    try (var file = WeightsFile.open(with(whole, List.of("layer1.0.se.fc1.weight", "aux.bias")))) {
      refused(file, "resnet20", "it has no place for \"layer1.0.se.fc1.weight\"; `fovea info` ");
    }
  }

  /** A deeper network holds all that a shallower one of its family needs, and more. */
  @ParameterizedTest
  @MethodSource("families")
  void noNetworkTakesTheWeightsOfAnotherSize(Family family) {
    for (Family.Member from : family.members()) {
      var stored = new LinkedHashMap<String, StoredTensor>();
      Params.of(from.draw().apply(Options.of(10)))
          .forEach((name, param) -> stored.put(name, empty(param)));
      for (Family.Member to : family.members()) {
        Fit fit = Fit.of(stored, to.draw().apply(Options.of(3)), Adapt.head(family.head()));
        assertEquals(from.equals(to), fit.fits(), () -> from.name() + " in " + to.name());
      }
    }
  }

  static List<Family> families() {
    return Zoo.families();
  }

  private static StoredTensor empty(Param param) {
    var type = param.dtype() == Dtype.INT64 ? ElementType.I64 : ElementType.F32;
    var shape = param.shape().stream().map(Integer::longValue).toList();
    return new StoredTensor(type, shape, MemorySegment.NULL);
  }

  @Test
  void anotherHeadStartsAnewAndTheRestIsTaken() {
    Network network = Zoo.network("resnet20", Options.of(3).withChannels(1));
    try (var file = WeightsFile.open(saved("resnet20", 10));
        var start = InitialWeights.of(network, Init.PYTORCH, 5);
        var loaded = Load.of(file, network, Adapt.head("linear"), start);
        var _ = new Scope()) {
      assertEquals(List.of("linear.weight", "linear.bias"), loaded.fit().anew());
      assertEquals(
          "114 tensors taken from the file; conv1.weight rewritten from 3 to 1 channel;"
              + " linear.weight, linear.bias start anew",
          FitWords.of(loaded.fit()));
      assertArrayEquals(
          Tensors.toArray(start.get("linear.weight")),
          Tensors.toArray(loaded.weights().get("linear.weight")));
      assertArrayEquals(
          Tensors.toArray(TensorCopy.of(file.tensors().get("layer3.2.conv2.weight"))),
          Tensors.toArray(loaded.weights().get("layer3.2.conv2.weight")));
      assertFalse(Fit.of(file.tensors(), network, Adapt.NOTHING).fits());
    }
  }

  @Test
  void aHeadOfTheSameSizeIsTaken() {
    Network network = Zoo.network("resnet20", Options.of(10));
    try (var file = WeightsFile.open(saved("resnet20", 10))) {
      Fit fit = Fit.of(file.tensors(), network, Adapt.head("linear"));
      assertTrue(fit.fits());
      assertEquals(List.of(), fit.anew());
    }
  }

  @Test
  void kernelsForOtherChannelsAreTimms() {
    try (var truth = SafetensorsFile.open(Saved.file("channels.safetensors"));
        var _ = new Scope()) {
      Tensor kernels = TensorCopy.of(truth.tensor("3"));
      for (int channels : new int[] {1, 2, 3, 4, 6, 7}) {
        Tensor got = InputChannels.of(kernels, channels);
        Tensor wanted = TensorCopy.of(truth.tensor("" + channels));
        assertArrayEquals(wanted.shape(), got.shape());
        assertArrayEquals(Tensors.toArray(wanted), Tensors.toArray(got), 1e-6f);
      }
    }
  }

  @Test
  void placesOfAnotherSizeAreTorchvisions() throws URISyntaxException {
    Path golden = Path.of(FitTest.class.getResource("positions.safetensors").toURI());
    try (var truth = SafetensorsFile.open(golden);
        var _ = new Scope()) {
      Tensor embeddings = TensorCopy.of(truth.tensor("3"));
      for (int side : new int[] {1, 2, 3, 4, 7}) {
        Tensor got = PositionEmbeddings.of(embeddings, side);
        Tensor wanted = TensorCopy.of(truth.tensor("" + side));
        assertArrayEquals(wanted.shape(), got.shape());
        assertArrayEquals(Tensors.toArray(wanted), Tensors.toArray(got), 1e-6f);
      }
      assertThrows(
          TorchException.class, () -> PositionEmbeddings.of(embeddings.narrow(1, 0, 9), 2));
    }
  }

  @Test
  void aVisionTransformerTakesWeightsOfAnotherSize() {
    Options large = Options.of(10).withSize(96);
    try (var file = WeightsFile.open(saved("vit_b_32", large))) {
      Network network = Zoo.network("vit_b_32", large.withSize(64));
      assertTrue(
          FitWords.misfits(Fit.of(file.tensors(), network, Adapt.NOTHING))
              .contains("encoder.pos_embedding is [1, 10, 768], not [1, 5, 768]"));
      Fit fit = Load.plan(file, network, Adapt.head("heads.head"));
      assertEquals(
          "152 tensors taken from the file; encoder.pos_embedding resized from 3 x 3 to 2 x 2"
              + " squares",
          FitWords.of(fit));
    }
  }

  @Test
  void otherNamesAreReadUnderTheWrappers() {
    Network network = Wire.start("tiny", "x", new Shape.Vector(2)).linear("fc", 1).network("y");
    Path path = folder.resolve("renamed.safetensors");
    try (var _ = new Scope()) {
      var stored = new LinkedHashMap<String, Tensor>();
      stored.put("model.head.weight", Tensors.of(new float[] {1, 2}, 1, 2));
      stored.put("model.head.bias", Tensors.of(new float[] {3}, 1));
      SafetensorsWriter.write(path, Map.of(), stored);
    }
    try (var file = WeightsFile.open(path).renamed(name -> name.replace("head.", "fc."));
        var loaded = Load.of(file, network)) {
      assertArrayEquals(new float[] {1, 2}, Tensors.toArray(loaded.weights().get("fc.weight")));
      assertEquals(Set.of("model.fc.weight", "model.fc.bias"), file.tensors().keySet());
    }
  }

  @Test
  void namesThatWouldBecomeOneStay() {
    try (var file = WeightsFile.open(saved("resnet20", 10)).renamed(_ -> "same")) {
      assertEquals(116, file.tensors().size());
    }
  }

  @Test
  void halvesBecomeFloats() {
    Network network = Wire.image("tiny", 1).conv("conv", 1, 1, 1).network("y");
    Path path = folder.resolve("half.safetensors");
    try (var _ = new Scope()) {
      var halves = Map.of("conv.weight", Tensors.of(new float[] {1.5f}, 1, 1, 1, 1));
      var stored = new LinkedHashMap<String, Tensor>();
      halves.forEach((name, tensor) -> stored.put(name, tensor.to(ScalarType.Half)));
      SafetensorsWriter.write(path, Map.of(), stored);
    }
    try (var file = WeightsFile.open(path);
        var loaded = Load.of(file, network)) {
      assertEquals(ScalarType.Float, loaded.weights().get("conv.weight").scalar_type().intern());
      assertEquals(1.5f, Tensors.toArray(loaded.weights().get("conv.weight"))[0]);
    }
  }

  private static void refused(WeightsFile file, String network, String words) {
    var refusal =
        assertThrows(
            TorchException.class,
            () -> Load.of(file, Zoo.network(network, Options.of(10))).close());
    String begin = file.path() + " does not hold the weights of " + network + ": " + words;
    assertTrue(refusal.getMessage().startsWith(begin), refusal.getMessage());
  }

  /** The file with a number more under each of some names. */
  private Path with(Path whole, List<String> names) {
    Path path = folder.resolve("more.safetensors");
    try (var file = SafetensorsFile.open(whole);
        var _ = new Scope()) {
      var all = new LinkedHashMap<String, Tensor>();
      file.tensors().forEach((name, tensor) -> all.put(name, TensorCopy.of(tensor)));
      for (String name : names) all.put(name, Tensors.of(new float[1], 1));
      SafetensorsWriter.write(path, Map.of(), all);
    }
    return path;
  }

  private Path saved(String name, int classes) {
    return saved(name, Options.of(classes));
  }

  private Path saved(String name, Options options) {
    Path path = folder.resolve(name + ".safetensors");
    try (Weights weights = InitialWeights.of(Zoo.network(name, options), Init.PYTORCH, 1)) {
      SafetensorsWriter.write(path, Map.of(), weights.tensors());
    }
    return path;
  }
}
