package dev.fovea.task.detect.rcnn;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.smooth_l1_loss;

import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.predict.boxes.AnchorRows;
import dev.fovea.predict.boxes.BoxCode;
import dev.fovea.predict.boxes.Found;
import dev.fovea.predict.boxes.OutputMap;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.boxes.Proposals;
import dev.fovea.predict.boxes.RegionLevels;
import dev.fovea.predict.boxes.RegionPooler;
import dev.fovea.predict.boxes.RegionReader;
import dev.fovea.predict.boxes.RoiAlign;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.detect.Things;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.detect.FasterRcnn.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Faster R-CNN, whole: maps of the pictures, proposals from the maps, and what the maps say of each
 * proposal. Three networks and what lies between; Ren et al. 2015, <a
 * href="https://arxiv.org/abs/1506.01497">arXiv:1506.01497</a>, with torchvision's numbers.
 *
 * <p>Holds no tensors; threads may share it, each with its own scope.
 */
public final class FasterRcnn {
  /** In training: proposals, before and after overlapping ones go. */
  private static final int PROPOSED = 2000;

  private static final int ANCHORS_LEARNED = 256;
  private static final double ANCHORS_HIT = 0.5;
  private static final int PROPOSALS_LEARNED = 512;
  private static final double PROPOSALS_HIT = 0.25;

  /** Below this difference the loss of a number is a parabola, above it a line. */
  private static final double BEND = 1 / 9.0;

  /** Sum, of at::Reduction. */
  private static final long SUM = 2;

  /** Of cross-entropy: PyTorch's number that stands for no class. */
  private static final long ALL_CLASSES = -100;

  private final Runner trunk;
  private final Runner rpn;
  private final Runner box;
  private final DetectPostprocess how;
  private final Coder.Regions regions;
  private final int classes;
  private final TorchRoiAlign align;

  /**
   * @param network the three in one, as the zoo draws and files keep them
   * @param how boxes are read, of {@link Coder.Regions}
   * @param classes without the background
   */
  public FasterRcnn(Network network, DetectPostprocess how, int classes) {
    trunk = new Runner(zoo(network, Part.TRUNK));
    rpn = new Runner(zoo(network, Part.RPN));
    box = new Runner(zoo(network, Part.BOX));
    this.how = how;
    this.regions = (Coder.Regions) how.coder();
    this.classes = classes;
    var bins = (Shape.Map) box.network().input().shape();
    align = new TorchRoiAlign(new RoiAlign(bins.h(), bins.w(), RegionPooler.SAMPLES, false));
  }

  private static Network zoo(Network network, Part part) {
    return dev.fovea.zoo.detect.FasterRcnn.part(network, part);
  }

  /** What the first two networks say of pictures. */
  private record Glance(List<Tensor> maps, List<Tensor> objectness, List<Tensor> changes) {}

  /**
   * What is found in each picture, in px of the tensor. Call it without gradients, in a scope.
   *
   * @param pictures [n, c, h, w], float32, on the weights' device
   * @param sizes what each covers of it
   */
  public List<Found> found(Tensor pictures, List<PictureSize> sizes, Weights weights) {
    Glance glance = glance(pictures, weights, Mode.EVAL);
    List<Found> proposals = proposals(glance, anchors(glance, pictures), sizes, regions);
    Map<String, Tensor> said = look(glance.maps(), rois(proposals), sizes, weights, Mode.EVAL);
    return new RegionReader(how, classes)
        .of(proposals, array(said.get("classes")), array(said.get("boxes")), sizes);
  }

  /** Where the first stage takes something to be, the surest first; as {@link #found}. */
  List<Found> proposals(Tensor pictures, List<PictureSize> sizes, Weights weights) {
    Glance glance = glance(pictures, weights, Mode.EVAL);
    return proposals(glance, anchors(glance, pictures), sizes, regions);
  }

  /**
   * How wrong the networks are: {@code loss} is the sum of {@code objectness} and {@code proposal}
   * (the first stage: something or nothing, and where), {@code class} and {@code box}.
   *
   * @param things of each picture
   * @param sampler which boxes are learned from
   */
  public SequencedMap<String, Tensor> losses(
      Tensor pictures,
      List<PictureSize> sizes,
      List<Things> things,
      Weights weights,
      Mode mode,
      Sampler sampler) {
    return losses(pictures, sizes, things, weights, mode, sampler, UnaryOperator.identity());
  }

  /**
   * As above.
   *
   * @param proposed from the boxes that the first stage proposes of each picture to those that the
   *     second learns from: their order hangs on scores that differ by less than rounding
   */
  SequencedMap<String, Tensor> losses(
      Tensor pictures,
      List<PictureSize> sizes,
      List<Things> things,
      Weights weights,
      Mode mode,
      Sampler sampler,
      UnaryOperator<List<float[]>> proposed) {
    Glance glance = glance(pictures, weights, mode);
    var losses = new LinkedHashMap<String, Tensor>();
    AnchorRows anchors = anchors(glance, pictures);
    first(glance, anchors.boxes(), things, sampler, losses);
    List<Found> found =
        proposals(glance, anchors, sizes, regions.withProposals(PROPOSED, PROPOSED));
    List<float[]> proposals = proposed.apply(found.stream().map(Found::boxes).toList());
    second(glance, proposals, sizes, things, weights, mode, sampler, losses);
    Tensor sum = losses.values().stream().reduce(Tensor::add).orElseThrow();
    losses.putFirst("loss", sum);
    return losses;
  }

  private Glance glance(Tensor pictures, Weights weights, Mode mode) {
    String image = trunk.network().input().name();
    var maps = List.copyOf(trunk.run(Map.of(image, pictures), weights, mode, Runner.NONE).values());
    var objectness = new ArrayList<Tensor>();
    var changes = new ArrayList<Tensor>();
    for (Tensor map : maps) {
      var said = rpn.run(Map.of("level", map), weights, mode, Runner.NONE);
      objectness.add(said.get("objectness"));
      changes.add(said.get("deltas"));
    }
    return new Glance(maps, objectness, changes);
  }

  private AnchorRows anchors(Glance glance, Tensor pictures) {
    List<PictureSize> maps = glance.maps().stream().map(FasterRcnn::size).toList();
    return AnchorRows.of(regions, maps, size(pictures));
  }

  private List<Found> proposals(
      Glance glance, AnchorRows anchors, List<PictureSize> sizes, Coder.Regions which) {
    List<OutputMap> objectness = glance.objectness().stream().map(FasterRcnn::copy).toList();
    List<OutputMap> changes = glance.changes().stream().map(FasterRcnn::copy).toList();
    return new Proposals(which, anchors).of(objectness, changes, sizes);
  }

  /** What the maps say of boxes: each is read from the one of its size. */
  private Map<String, Tensor> look(
      List<Tensor> maps, Rois rois, List<PictureSize> sizes, Weights weights, Mode mode) {
    List<Tensor> pooled = maps.subList(0, regions.pooled());
    int most = sizes.stream().mapToInt(PictureSize::heightPx).max().orElseThrow();
    var levels = RegionLevels.of(pooled.stream().map(map -> (int) map.size(2)).toList(), most);
    List<Double> scales =
        IntStream.range(0, pooled.size()).mapToObj(i -> (double) levels.scale(i)).toList();
    // What is read is larger than all else, and nobody but the way back needs it any longer.
    try (var scope = new Scope()) {
      Tensor read = align.of(pooled, scales, rois.on(levels.maps(rois.boxes())));
      var said = box.run(Map.of("region", read), weights, mode, Runner.NONE);
      said.values().forEach(scope::leave);
      return said;
    }
  }

  /** Anchors: is there something, and where exactly. */
  private static void first(
      Glance glance,
      float[] anchors,
      List<Things> things,
      Sampler sampler,
      Map<String, Tensor> losses) {
    int count = anchors.length / 4;
    List<int[]> owners =
        things.parallelStream().map(one -> Matching.ANCHORS.of(anchors, one.boxes())).toList();
    var hits = new Longs();
    var misses = new Longs();
    var targets = new Floats();
    for (int i = 0; i < things.size(); i++) {
      var sample = Sample.of(sampler, owners.get(i), ANCHORS_LEARNED, ANCHORS_HIT);
      for (int anchor : sample.misses()) misses.add((long) i * count + anchor);
      for (int anchor : sample.hits()) {
        hits.add((long) i * count + anchor);
        int owner = owners.get(i)[anchor];
        targets.add(BoxCode.ANCHORS, anchors, anchor, things.get(i).boxes(), owner);
      }
    }
    Tensor objectness = Rows.of(glance.objectness(), 1).flatten();
    Tensor changes = Rows.of(glance.changes(), 4);
    Device device = changes.device();
    var wanted = new float[hits.count() + misses.count()];
    Arrays.fill(wanted, 0, hits.count(), 1);
    Tensor said = Rows.pick(objectness, hits.and(misses));
    Tensor truth = Rows.numbers(wanted, device, wanted.length);
    Tensor wrong =
        binary_cross_entropy_with_logits(
            said, truth, new TensorOptional(), new TensorOptional(), SUM);
    losses.put("objectness", wrong.div(count(wanted.length)));
    Tensor off = off(Rows.pick(changes, hits.all()), targets, device);
    losses.put("proposal", off.div(count(wanted.length)));
  }

  /** Proposals, and the things themselves among them: what is it, and where exactly. */
  private void second(
      Glance glance,
      List<float[]> proposals,
      List<PictureSize> sizes,
      List<Things> things,
      Weights weights,
      Mode mode,
      Sampler sampler,
      Map<String, Tensor> losses) {
    var boxes = new Floats();
    var pictures = new Longs();
    var labels = new Longs();
    var hits = new Longs();
    var targets = new Floats();
    for (int i = 0; i < things.size(); i++) {
      float[] truths = things.get(i).boxes();
      float[] all = Floats.joined(proposals.get(i), truths);
      int[] owners = Matching.PROPOSALS.of(all, truths);
      var sample = Sample.of(sampler, owners, PROPOSALS_LEARNED, PROPOSALS_HIT);
      int[] taken =
          IntStream.concat(IntStream.of(sample.hits()), IntStream.of(sample.misses()))
              .sorted()
              .toArray();
      for (int one : taken) {
        int label = owners[one] < 0 ? 0 : things.get(i).labels()[owners[one]] + 1;
        if (label > 0) {
          hits.add((long) labels.count() * (classes + 1) + label);
          targets.add(BoxCode.REGIONS, all, one, truths, owners[one]);
        }
        boxes.add(all, one);
        pictures.add(i);
        labels.add(label);
      }
    }
    Rois read = Rois.of(boxes.all(), pictures.ints());
    Map<String, Tensor> said = look(glance.maps(), read, sizes, weights, mode);
    Tensor classesSaid = said.get("classes").to(Tensors.FLOAT);
    Device device = classesSaid.device();
    Tensor truth = Rows.index(labels.all(), device);
    Tensor wrong =
        cross_entropy_loss(classesSaid, truth, new TensorOptional(), SUM, ALL_CLASSES, 0);
    losses.put("class", wrong.div(count(labels.count())));
    Tensor changes = said.get("boxes").to(Tensors.FLOAT).view(-1, 4);
    Tensor off = off(Rows.pick(changes, hits.all()), targets, device);
    losses.put("box", off.div(count(labels.count())));
  }

  /** What a sum is divided by: that of nothing, where there is nothing to learn from, is 0. */
  private static Scalar count(int boxes) {
    return new Scalar((double) Math.max(1, boxes));
  }

  /** How far numbers are from the true ones, in sum. */
  private static Tensor off(Tensor said, Floats targets, Device device) {
    Tensor truth = Rows.numbers(targets.all(), device, said.size(0), 4);
    return smooth_l1_loss(said, truth, SUM, BEND);
  }

  private static Rois rois(List<Found> proposals) {
    var boxes = new Floats();
    var pictures = new Longs();
    for (int i = 0; i < proposals.size(); i++) {
      float[] own = proposals.get(i).boxes();
      for (int k = 0; k < proposals.get(i).count(); k++) {
        boxes.add(own, k);
        pictures.add(i);
      }
    }
    return Rois.of(boxes.all(), pictures.ints());
  }

  private static PictureSize size(Tensor map) {
    return new PictureSize(Math.toIntExact(map.size(2)), Math.toIntExact(map.size(3)));
  }

  private static OutputMap copy(Tensor map) {
    return new OutputMap(
        array(map), (int) map.size(0), (int) map.size(1), (int) map.size(2), (int) map.size(3));
  }

  private static float[] array(Tensor numbers) {
    return Tensors.toArray(numbers.to(Tensors.FLOAT));
  }
}
