package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import dev.fovea.graph.Size;
import dev.fovea.zoo.detect.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * torchvision's loss of FCOS: the focal loss of all scores, {@code class}; at the places of {@link
 * CentreSampling} the generalised IoU, {@code box}, and binary cross-entropy of how central the
 * place is in its box, {@code center}; each divided by the number of these places.
 */
public final class FcosLoss implements DetectLoss {
  /** Sum, of at::Reduction. */
  private static final long SUM = 2;

  private final Style.Fcos style;
  private final int classes;

  public FcosLoss(Style.Fcos style, int classes) {
    this.style = style;
    this.classes = classes;
  }

  @Override
  public SequencedMap<String, Tensor> of(
      Map<String, Tensor> answers, Tensor targets, Size pictures) {
    List<Tensor> maps = Maps.of(answers, style.levels(), "boxes");
    Grid grid = Grid.of(style.levels(), maps);
    Tensor boxes = Maps.row(maps);
    Tensor scores = Maps.row(Maps.of(answers, style.levels(), "scores"));
    Tensor centres = Maps.row(Maps.of(answers, style.levels(), "centerness"));
    Device device = boxes.device();
    var points = new Points(grid, pictures);
    var sampling = new CentreSampling(points);
    var matched =
        Matched.of(
            grid,
            Things.of(targets, (int) boxes.size(0), classes),
            (_, things) -> sampling.of(things));
    var count = new Scalar((double) Math.max(1, matched.count()));

    Tensor hits = scores.view(-1).index_select(0, matched.scores(1, classes, device));
    Tensor wrong = Focal.absent(scores).sum().add(Focal.present(hits).sum());

    Tensor said = boxes.view(-1).index_select(0, matched.channels(1, 4, device)).view(-1, 4);
    Tensor off = Overlap.generalised(said, matched.numbers(4, distances(points), device)).sum();

    Tensor central = centres.view(-1).index_select(0, matched.channels(1, 1, device));
    Tensor shares = matched.numbers(1, shares(points), device).view(-1);
    Tensor doubt =
        binary_cross_entropy_with_logits(
            central, shares, new TensorOptional(), new TensorOptional(), SUM);

    var losses = new LinkedHashMap<String, Tensor>();
    losses.put("class", wrong.div(count));
    losses.put("box", off.div(count));
    losses.put("center", doubt.div(count));
    losses.putFirst("loss", losses.values().stream().reduce(Tensor::add).orElseThrow());
    return losses;
  }

  private static Matched.Numbers distances(Points points) {
    return (things, match, into, at) -> {
      Grid.Level level = points.grid().level(match.cell());
      float x = points.x(level, match.cell());
      float y = points.y(level, match.cell());
      things.distances(match.thing(), x, y, level.stride(), into, at);
    };
  }

  /** How central a place is in its box: 1 in its centre, 0 at its edge. */
  private static Matched.Numbers shares(Points points) {
    Matched.Numbers distances = distances(points);
    return (things, match, into, at) -> {
      var to = new float[4];
      distances.write(things, match, to, 0);
      float across = Math.min(to[0], to[2]) / Math.max(to[0], to[2]);
      float down = Math.min(to[1], to[3]) / Math.max(to[1], to[3]);
      into[at] = (float) Math.sqrt(across * down);
    };
  }
}
