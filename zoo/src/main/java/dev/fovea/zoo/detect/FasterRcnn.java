package dev.fovea.zoo.detect;

import dev.fovea.graph.Init;
import dev.fovea.graph.Input;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import dev.fovea.graph.Op;
import dev.fovea.graph.Output;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * The detector of two stages: one network proposes boxes, another looks into each; Ren et al. 2015,
 * <a href="https://arxiv.org/abs/1506.01497">arXiv:1506.01497</a>, over a feature pyramid. Names as
 * in torchvision, whose second version is that of Li et al. 2021, <a
 * href="https://arxiv.org/abs/2111.11429">arXiv:2111.11429</a>.
 *
 * <p>What lies between is no network: {@link Style.FasterRcnn}. So the drawing holds three of them
 * side by side, which share nothing, and {@link #part} takes one.
 */
public final class FasterRcnn {
  /** Bins of a box, each way. */
  public static final int BINS = 7;

  private static final List<String> INPUTS = List.of("image", "level", "region");

  private static final List<Double> RATIOS = List.of(0.5, 1.0, 2.0);
  private static final List<Integer> SIZES = List.of(32, 64, 128, 256, 512);
  private static final Style.Proposing USUAL = new Style.Proposing(1000, 1000, 0, 0.7);

  /** As {@link Pyramid#INIT}, without a prior; linear layers start as PyTorch's. */
  private static final Init INIT =
      Init.KAIMING_FAN_OUT
          .with(Op.Conv2d.class, "weight", "backbone\\.fpn\\..*", new Init.Fill.LecunNormal())
          .with(Op.Conv2d.class, "weight", "rpn\\..*", new Init.Fill.Normal(0.01))
          .with(Op.Conv2d.class, "bias", "(backbone\\.fpn|rpn)\\..*", new Init.Fill.Constant(0));

  /** The three networks. */
  public enum Part {
    /** From input {@code image} to the maps {@code map0}, {@code map1} ..., the finest first. */
    TRUNK,
    /**
     * From input {@code level}, one of the maps, to {@code objectness} [n, anchors, h, w] (logits)
     * and {@code deltas} [n, anchors * 4, h, w].
     */
    RPN,
    /**
     * From input {@code region}, what the maps say of a box, [k, c, 7, 7], to {@code classes} [k,
     * classes + 1] (logits, the background first) and {@code boxes} [k, (classes + 1) * 4].
     */
    BOX
  }

  private FasterRcnn() {}

  /** Over ResNet-50 with frozen batch norms, as torchvision publishes it. */
  public static Drawing resnet50(DetectorOptions options) {
    var base = Backbones.Base.frozen("resnet50", options, 0);
    return pyramid("fasterrcnn_resnet50_fpn", base, options, Pyramid.WIDE, false);
  }

  /** torchvision's second version: batch norms throughout, deeper heads. */
  public static Drawing resnet50V2(DetectorOptions options) {
    var base = Backbones.Base.of("resnet50", options.channels());
    return pyramid("fasterrcnn_resnet50_fpn_v2", base, options, Pyramid.WIDE, true);
  }

  /** Over MobileNetV3 with frozen batch norms, as torchvision publishes it. */
  public static Drawing mobileNet(DetectorOptions options) {
    return mobileNet(
        "fasterrcnn_mobilenet_v3_large_fpn",
        options,
        800,
        new Style.Proposing(1000, 1000, 0.05, 0.7));
  }

  /** The same for small pictures, with fewer proposals. */
  public static Drawing mobileNet320(DetectorOptions options) {
    return mobileNet(
        "fasterrcnn_mobilenet_v3_large_320_fpn",
        options,
        320,
        new Style.Proposing(150, 150, 0.05, 0.7));
  }

  /** The first version over any backbone, with half the channels. */
  static Drawing over(Backbones.Base base, String name, DetectorOptions options) {
    return pyramid(name, base, options, Pyramid.SLIM, false);
  }

  /** One of the three networks of a drawing, or of a file. */
  public static Network part(Network whole, Part part) {
    return whole.only(
        switch (part) {
          case TRUNK ->
              whole.outputs().stream()
                  .map(Output::name)
                  .filter(name -> name.startsWith("map"))
                  .toArray(String[]::new);
          case RPN -> new String[] {"objectness", "deltas"};
          case BOX -> new String[] {"classes", "boxes"};
        });
  }

  /**
   * The first two as one network: from input {@code image} to the maps {@code map0} ... that boxes
   * are read from, and of every map to {@code objectness0} ... and {@code deltas0} ...; the second
   * one is drawn once a map, over the same tensors.
   *
   * @param pooled maps that boxes are read from
   */
  public static Network proposing(Network whole, int pooled) {
    Network trunk = part(whole, Part.TRUNK);
    Network rpn = part(whole, Part.RPN);
    var nodes = new ArrayList<>(trunk.nodes());
    var outputs = new ArrayList<>(trunk.outputs().subList(0, pooled));
    for (int i = 0; i < trunk.outputs().size(); i++) {
      String level = "level" + i + ".";
      String map = trunk.outputs().get(i).node();
      for (Node node : rpn.nodes()) {
        List<String> inputs =
            node.inputs().stream()
                .map(input -> input.equals(rpn.input().name()) ? map : level + input)
                .toList();
        nodes.add(new Node(level + node.name(), node.op(), inputs, node.weights()));
      }
      for (Output output : rpn.outputs())
        outputs.add(new Output(output.name() + i, level + output.node()));
    }
    return new Network(whole.name(), trunk.inputs(), nodes, outputs);
  }

  /** The parts of a file as one network again, in the order of {@link Part}. */
  public static Network join(List<Network> parts) {
    return new Network(
        parts.getFirst().name(),
        parts.stream().flatMap(part -> part.inputs().stream()).toList(),
        parts.stream().flatMap(part -> part.nodes().stream()).toList(),
        parts.stream().flatMap(part -> part.outputs().stream()).toList());
  }

  /** Whether a network is three in one, as this class draws them. */
  public static boolean draws(Network network) {
    return network.inputs().stream().map(Input::name).toList().equals(INPUTS);
  }

  /**
   * Shapes in all three networks: of a picture, of the finest map, and of a box of it.
   *
   * @param height of the picture in px
   * @param width of the picture in px
   */
  public static SequencedMap<String, Shape> shapes(Network whole, int height, int width) {
    Network trunk = part(whole, Part.TRUNK);
    var image = new Shape.Map(trunk.input().shape().c(), height, width);
    Shape finest = maps(trunk, image).getFirst();
    Shape region = part(whole, Part.BOX).input().shape();
    return Shapes.of(whole, Map.of("image", image, "level", finest, "region", region));
  }

  /** The maps of a picture, the finest first. */
  public static List<Shape> maps(Network trunk, Shape.Map image) {
    var shapes = Shapes.of(trunk, Map.of(trunk.input().name(), image));
    return trunk.outputs().stream().map(output -> shapes.get(output.node())).toList();
  }

  /**
   * Multiply-adds of a picture.
   *
   * @param proposals that are looked into
   */
  public static long macs(Network whole, int height, int width, int proposals) {
    Network trunk = part(whole, Part.TRUNK);
    Network rpn = part(whole, Part.RPN);
    Network box = part(whole, Part.BOX);
    long sum = Macs.of(trunk, height, width);
    var image = new Shape.Map(trunk.input().shape().c(), height, width);
    for (Shape map : maps(trunk, image)) sum += Macs.of(rpn, Shapes.of(rpn, Map.of("level", map)));
    return sum + proposals * Macs.of(box, Shapes.of(box));
  }

  private static Drawing pyramid(
      String name, Backbones.Base base, DetectorOptions options, int out, boolean second) {
    Wire image = Wire.image(name, options.channels());
    List<Wire> maps = base.maps(image, List.of(2, 3, 4, 5));
    List<Wire> levels =
        image.within("backbone.fpn", _ -> Fpn.draw(maps, out, Fpn.Extra.POOL, second));
    var style =
        new Style.FasterRcnn(
            List.of(2, 3, 4, 5, 6), SIZES.stream().map(List::of).toList(), RATIOS, 4, USUAL);
    return draw(image, levels, options, style, second, 800, Optional.of(base.backbone()));
  }

  /** torchvision's: two maps of stride 32, and every size of anchors at each place. */
  private static Drawing mobileNet(
      String name, DetectorOptions options, int sizePx, Style.Proposing proposing) {
    var base = Backbones.Base.frozen("mobilenet_v3_large", options, 1e-5).renamed("features.");
    Wire image = Wire.image(name, options.channels());
    List<Wire> maps = base.nodes(image, List.of("13.block.3.1", "16.hardswish"));
    List<Wire> levels =
        image.within("backbone.fpn", _ -> Fpn.draw(maps, Pyramid.WIDE, Fpn.Extra.POOL, false));
    var style =
        new Style.FasterRcnn(List.of(5, 5, 6), List.of(SIZES, SIZES, SIZES), RATIOS, 2, proposing);
    return draw(image, levels, options, style, false, sizePx, Optional.empty());
  }

  private static Drawing draw(
      Wire image,
      List<Wire> levels,
      DetectorOptions options,
      Style.FasterRcnn style,
      boolean second,
      int sizePx,
      Optional<Drawing.Backbone> backbone) {
    int c = levels.getFirst().channels();
    var outputs = new ArrayList<Output>();
    IntStream.range(0, levels.size())
        .forEach(i -> outputs.add(new Output("map" + i, levels.get(i).name())));
    Wire level = image.input("level", Shape.image(c));
    outputs.addAll(level.within("rpn.head", in -> propose(in, style.anchors(), second ? 2 : 1)));
    Wire region = image.input("region", new Shape.Map(c, BINS, BINS));
    outputs.addAll(region.within("roi_heads", in -> look(in, options.classes() + 1, second)));
    return new Drawing(
        image.network(outputs),
        style,
        INIT,
        sizePx,
        Pyramid.STEP_PX,
        "roi_heads\\.box_predictor\\..*",
        backbone);
  }

  private static List<Output> propose(Wire x, int anchors, int depth) {
    Wire y = x;
    for (int i = 0; i < depth; i++) y = y.convBias("conv." + i + ".0", x.channels(), 3, 1).relu();
    return List.of(
        new Output("objectness", y.convBias("cls_logits", anchors, 1, 1).name()),
        new Output("deltas", y.convBias("bbox_pred", 4 * anchors, 1, 1).name()));
  }

  private static List<Output> look(Wire x, int classes, boolean second) {
    Wire y = x.within("box_head", in -> second ? convolved(in) : flat(in));
    return y.within(
        "box_predictor",
        in ->
            List.of(
                new Output("classes", in.linear("cls_score", classes).name()),
                new Output("boxes", in.linear("bbox_pred", 4 * classes).name())));
  }

  /** Four numbers a channel of the maps: 1024 where they have 256. */
  private static Wire flat(Wire x) {
    int width = 4 * x.channels();
    Wire y = x.then("flatten", new Op.Flatten()).linear("fc6", width).relu();
    return y.linear("fc7", width).relu();
  }

  private static Wire convolved(Wire x) {
    Wire y = x;
    for (int i = 0; i < 4; i++)
      y = y.within(i + "", in -> in.conv("0", in.channels(), 3, 1).norm("1").relu());
    return y.then("flatten", new Op.Flatten()).linear("5", 4 * x.channels()).relu();
  }
}
