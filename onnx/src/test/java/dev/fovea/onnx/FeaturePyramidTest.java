package dev.fovea.onnx;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Cut;
import dev.fovea.graph.Diagram;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Init;
import dev.fovea.graph.Interpolation;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Params;
import dev.fovea.graph.Rehead;
import dev.fovea.graph.Segments;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Size;
import dev.fovea.graph.Summary;
import dev.fovea.graph.Taps;
import dev.fovea.graph.Wire;
import dev.fovea.rewrite.FoldBatchNorm;
import dev.fovea.torch.CellCam;
import dev.fovea.torch.Devices;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Precision;
import dev.fovea.torch.Retrace;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.Fpn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pyramid for whoever asks: a head of one's own, shared by the levels of any backbone, drawn by
 * public means alone, and everything that reads or rewrites networks passes over it.
 */
class FeaturePyramidTest {
  private static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final int OUT = 16;

  @TempDir private Path scratch;

  private static Network draw(String backbone) {
    Network network = Zoo.network(backbone, Options.of(2));
    Wire image = Wire.image("pyramid-" + backbone, 3);
    var taps = Taps.of(network);
    List<Wire> maps =
        image.within("body", in -> in.graft(network, STRIDES.stream().map(taps::get).toList()));
    List<Wire> levels = image.within("fpn", _ -> Fpn.draw(maps, OUT, Fpn.Extra.POOL));
    var outputs = new ArrayList<Output>();
    for (int i = 0; i < levels.size(); i++) {
      Wire heat =
          levels
              .get(i)
              .within(
                  "head.p" + (i + 3),
                  "head",
                  in -> in.conv("conv", OUT, 3, 1).norm("norm").relu().convBias("heat", 1, 1, 1));
      outputs.add(new Output("p" + (i + 3), heat.name()));
    }
    return image.network(outputs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v3_small", "convnext_tiny"})
  void readersPassOverIt(String backbone) {
    Network network = draw(backbone);
    var shapes = Shapes.of(network, 128, 192);
    for (int i = 0; i < 4; i++)
      assertEquals(
          new Shape.Map(1, 128 >> (i + 3), 192 >> (i + 3)),
          shapes.get(network.output("p" + (i + 3)).node()));

    int head = 9 * OUT * OUT + 2 * OUT + OUT + 1;
    long all = Params.count(network);
    assertEquals(head, all - Params.count(without(network)), "the head's tensors are there once");
    int cells = 16 * 24 + 8 * 12 + 4 * 6 + 2 * 3;
    long looks = Macs.of(network, 128, 192) - Macs.of(without(network), 128, 192);
    assertEquals((long) cells * (9 * OUT * OUT + OUT), looks, "and it looks at every level");

    assertEquals(network, GraphJson.read(GraphJson.write(network)));
    assertTrue(Summary.of(network, 128, 192).contains("heat"));
    assertTrue(Diagram.of(network).contains("fpn"));
    assertFalse(Segments.of(network.only("p6"), shapes).isEmpty());
  }

  /** Of the same backbone the pyramid alone. */
  private static Network without(Network network) {
    List<Output> levels =
        network.nodes().stream()
            .filter(node -> node.name().matches("head\\.p\\d\\.conv"))
            .map(node -> new Output(node.name(), node.inputs().getFirst()))
            .toList();
    var all = new Network(network.name(), network.inputs(), network.nodes(), levels);
    return all.only(levels.stream().map(Output::name).toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v3_small", "convnext_tiny"})
  void rewritesAndEnginesKeepItsAnswers(String backbone) throws Exception {
    Network network = draw(backbone);
    Path file = scratch.resolve(backbone + ".onnx");
    try (var weights = weights(network);
        var folded = FoldBatchNorm.fold(network, weights)) {
      // A norm behind a layer that several places share folds once, or stays; none may be lost.
      var written = OnnxFile.write(file, folded.network(), folded.weights(), Size.of(64), Map.of());
      assertTrue(written.picture().isEmpty(), "pictures of any size");
      try (var engine = Engine.open(file);
          var _ = new Scope();
          var _ = Gradients.off()) {
        Tensor picture = randn(1, 3, 75, 131);
        Map<String, Tensor> plain = run(network, weights, picture);
        Map<String, Tensor> after = run(folded.network(), folded.weights(), picture);
        var theirs = engine.run(Map.of("image", picture));
        assertEquals(plain.keySet(), after.keySet());
        for (String level : plain.keySet()) {
          assertNear(level + " folded", plain.get(level), after.get(level));
          assertNear(level + " in ONNX Runtime", plain.get(level), theirs.get(level));
        }
      }
    }
  }

  /** What each level teaches the shared head is summed. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v3_small", "convnext_tiny"})
  void theHeadLearnsFromEveryLevel(String backbone) {
    Network network = draw(backbone);
    try (var weights = weights(network);
        var _ = new Scope()) {
      Tensor heat = weights.get("head.heat.weight").requires_grad_(true);
      Tensor picture = randn(1, 3, 64, 64);
      Tensor sum = null;
      for (Tensor map : run(network, weights, picture).values()) {
        map.sum().backward();
        Tensor grad = heat.grad().clone();
        if (sum != null) assertFalse(grad.equal(sum), "a level taught nothing");
        sum = grad;
      }
    }
  }

  /** Wherever it can be cut, both parts together answer as the whole. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v3_small", "convnext_tiny"})
  void cutInTwoItAnswersTheSame(String backbone) {
    Network network = draw(backbone);
    List<String> places = Cut.places(network);
    assertFalse(places.isEmpty());
    try (var weights = weights(network);
        var _ = new Scope();
        var _ = Gradients.off()) {
      Tensor picture = randn(1, 3, 64, 96);
      Map<String, Tensor> whole = run(network, weights, picture);
      for (String place : List.of(places.getFirst(), places.getLast())) {
        Tensor value =
            new Runner(Cut.upTo(network, place)).run(picture, weights, Mode.EVAL).contiguous();
        Map<String, Tensor> behind =
            new Runner(Cut.from(network, place))
                .run(Map.of(place, value), weights, Mode.EVAL, Runner.NONE);
        assertEquals(whole.keySet(), behind.keySet());
        for (String level : whole.keySet())
          assertNear(level + " cut at " + place, whole.get(level), behind.get(level));
      }
    }
  }

  /**
   * The evidence at a place is what the cell's logit gains, to first order, by that place. (By that
   * of a MobileNet that never learned it gains less than float32 can tell.)
   */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "convnext_tiny"})
  void evidenceIsFoundFromEachLevel(String backbone) {
    Network network = draw(backbone);
    CellCam cam = CellCam.of(network, 64, 96);
    String node = Cut.places(network).getLast();
    try (var weights = weights(network);
        var _ = new Scope();
        var _ = Gradients.off()) {
      Tensor picture = randn(1, 3, 64, 96);
      Tensor value = new Runner(Cut.upTo(network, node)).run(picture, weights, Mode.EVAL);
      for (String level : List.of("p3", "p4", "p5")) {
        var behind = new Runner(Cut.from(network.only(level), node));
        float[] evidence = Tensors.toArray(cam.of(picture, level, 0, 3, weights));
        int place = 0;
        for (int i = 0; i < evidence.length; i++) if (evidence[i] > evidence[place]) place = i;
        double gain =
            logit(behind, value, cam, place, 1.01f, weights)
                - logit(behind, value, cam, place, 0.99f, weights);
        String words = level + ": " + evidence[place] + " at " + place + ", it gains " + gain;
        assertTrue(evidence[place] > 0, words);
        assertEquals(evidence[place], gain / 0.02, 0.1 * evidence[place], words);
      }
    }
  }

  /** Of the fourth cell, where a place of the map is so many times what it was. */
  private static double logit(
      Runner behind, Tensor value, CellCam cam, int place, float times, Weights weights) {
    var factors = new float[cam.height() * cam.width()];
    Arrays.fill(factors, 1);
    factors[place] = times;
    Tensor changed = value.mul(Tensors.of(factors, 1, 1, cam.height(), cam.width()));
    return Tensors.toArray(behind.run(changed, weights, Mode.EVAL))[3];
  }

  /** Worked out again on the way back, the shared head and its statistics learn the same. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v3_small"})
  void retracedItLearnsTheSame(String backbone) {
    Network network = merged(draw(backbone));
    try (var weights = weights(network)) {
      Map<String, float[]> plain = learned(network, weights, false);
      Map<String, float[]> again = learned(network, weights, true);
      assertEquals(plain.keySet(), again.keySet());
      assertTrue(plain.containsKey("head.norm.running_mean"), plain.keySet()::toString);
      plain.forEach((name, numbers) -> {
        float most = Float.MIN_NORMAL;
        for (float number : numbers) most = Math.max(most, Math.abs(number));
        assertArrayEquals(numbers, again.get(name), 1e-4f * most, name);
      });
    }
  }

  /** All levels of the head as one map. */
  private static Network merged(Network network) {
    var nodes = new ArrayList<>(network.nodes());
    String sum = network.output("p3").node();
    for (Output level : network.outputs().subList(1, network.outputs().size())) {
      String up = "merge." + level.name() + ".up";
      String next = "merge." + level.name();
      var op = new Op.ResizeTo(Interpolation.NEAREST, false);
      nodes.add(new Node(up, op, List.of(level.node(), sum), up));
      nodes.add(new Node(next, new Op.Add(), List.of(sum, up), next));
      sum = next;
    }
    var output = new Output("sum", sum);
    return new Network(network.name(), network.inputs(), nodes, List.of(output));
  }

  /** The answer, every gradient and every statistic. */
  private static Map<String, float[]> learned(Network network, Weights weights, boolean again) {
    var numbers = new LinkedHashMap<String, float[]>();
    try (Weights own = weights.copy();
        var _ = new Scope()) {
      own.tensors()
          .forEach((name, tensor) -> {
            if (tensor.is_floating_point() && !name.contains("running_"))
              tensor.set_requires_grad(true);
          });
      manual_seed(5);
      Tensor input = randn(2, 3, 64, 64);
      Tensor answer;
      if (again) {
        var shapes = Shapes.of(network, 64, 64);
        var pass =
            new Retrace(network, shapes, Precision.FLOAT32, Devices.of("cpu"))
                .run(input, own, Mode.TRAIN);
        answer = pass.answer();
        answer.square().mean().backward();
        pass.back();
      } else {
        answer = new Runner(network).run(input, own, Mode.TRAIN);
        answer.square().mean().backward();
      }
      numbers.put("answer", Tensors.toArray(answer));
      own.tensors()
          .forEach((name, tensor) ->
              numbers.put(
                  name,
                  Tensors.toArray(
                      (tensor.requires_grad() ? tensor.grad() : tensor).to(Tensors.FLOAT))));
    }
    return numbers;
  }

  /** A level alone gets a head of other classes; where others share its tensors, it cannot. */
  @Test
  void anotherHeadMustFitAllThatShareIt() {
    Network network = draw("resnet18");
    Network alone = Rehead.of(network.only("p4"), 3);
    assertEquals(3, Shapes.of(alone).get(alone.output("p4").node()).c());

    String words = assertThrows(GraphException.class, () -> Rehead.of(network, 3)).getMessage();
    assertTrue(words.startsWith("a head of 3 classes does not fit into "), words);
    assertTrue(words.contains("share the tensors of head.heat but need other shapes"), words);
  }

  private static Map<String, Tensor> run(Network network, Weights weights, Tensor picture) {
    return new Runner(network).run(Map.of("image", picture), weights, Mode.EVAL, Runner.NONE);
  }

  /** No tensor at rest, norms least of all. */
  private static Weights weights(Network network) {
    Weights weights = InitialWeights.of(network, Init.KAIMING_FAN_OUT, 3);
    manual_seed(3);
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      weights
          .tensors()
          .forEach((name, t) -> {
            if (!t.is_floating_point()) return;
            Tensor noise = randn(t.shape()).mul(new Scalar(0.02));
            t.add_(name.endsWith("running_var") ? noise.abs() : noise);
          });
    }
    return weights;
  }

  private static void assertNear(String what, Tensor wanted, Tensor got) {
    double off = wanted.sub(got).abs().max().item_double();
    double most = wanted.abs().max().item_double();
    assertTrue(off <= 2e-4 * Math.max(most, 1e-3), what + ": off by " + off + " of " + most);
  }
}
