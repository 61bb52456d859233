package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.cat;

import dev.fovea.graph.Size;
import dev.fovea.predict.boxes.BoxCode;
import dev.fovea.torch.Tensors;
import dev.fovea.zoo.detect.Style;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * torchvision's loss of RetinaNet: the focal loss of all scores but those of anchors that are asked
 * for nothing, {@code class}; at matched {@link Anchors} the absolute distance of the four numbers
 * from those that make the true box, or the generalised IoU, {@code box}. Both are divided by the
 * number of matched anchors, picture by picture, and the mean is taken over pictures.
 */
public final class RetinaNetLoss implements DetectLoss {
  private final Style.RetinaNet style;
  private final int classes;

  public RetinaNetLoss(Style.RetinaNet style, int classes) {
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
    Device device = boxes.device();
    int n = (int) boxes.size(0);
    int each = style.anchors();
    var anchors = new Anchors(new Points(grid, pictures), style);
    var asked = new float[n * each * grid.cells()];
    Arrays.fill(asked, 1);
    var matched =
        Matched.of(
            grid,
            Things.of(targets, n, classes),
            (picture, things) ->
                anchors.of(
                    things,
                    (cell, anchor) -> asked[(picture * each + anchor) * grid.cells() + cell] = 0));
    var shares = new float[n];
    for (int i = 0; i < n; i++) shares[i] = 1f / n / Math.max(1, matched.matches().get(i).size());
    Tensor share = matched.share(shares, device);

    Tensor hits = scores.view(-1).index_select(0, matched.scores(each, classes, device));
    Tensor weights =
        Tensors.of(asked, n, each, 1, grid.cells())
            .to(device, Tensors.FLOAT)
            .mul(Tensors.of(shares, n, 1, 1, 1).to(device, Tensors.FLOAT));
    Tensor absent = Focal.absent(scores).view(n, each, classes, grid.cells());
    Tensor wrong = absent.mul(weights).sum().add(Focal.present(hits).mul(share).sum());

    Tensor said = boxes.view(-1).index_select(0, matched.channels(each, 4, device)).view(-1, 4);
    Tensor off =
        style.giou()
            ? giou(said, anchors, matched, device)
            : said.sub(matched.numbers(4, codes(anchors), device)).abs().sum(1L);

    var losses = new LinkedHashMap<String, Tensor>();
    losses.put("class", wrong);
    losses.put("box", off.mul(share).sum());
    losses.putFirst("loss", wrong.add(losses.get("box")));
    return losses;
  }

  /** Distances are taken from the anchor's centre, in its width and height; [k]. */
  private static Tensor giou(Tensor said, Anchors anchors, Matched matched, Device device) {
    Matched.Numbers sides =
        (_, match, into, at) -> {
          float[] anchor = anchors.box(match);
          for (int axis = 0; axis < 2; axis++) into[at + axis] = anchor[axis + 2] - anchor[axis];
        };
    Tensor size = matched.numbers(2, sides, device);
    Tensor middle = said.narrow(1, 0, 2).mul(size);
    Tensor half =
        said.narrow(1, 2, 2)
            .clamp_max(new Scalar((double) BoxCode.MOST_LOG))
            .exp()
            .mul(size)
            .div(new Scalar(2.0));
    Tensor distances = cat(new TensorVector(half.sub(middle), half.add(middle)), 1);
    Matched.Numbers truth =
        (things, match, into, at) -> {
          float[] anchor = anchors.box(match);
          float x = (anchor[0] + anchor[2]) / 2;
          float y = (anchor[1] + anchor[3]) / 2;
          things.distances(match.thing(), x, y, 1, into, at);
        };
    return Overlap.generalised(distances, matched.numbers(4, truth, device));
  }

  /** The four numbers that make the true box. */
  private static Matched.Numbers codes(Anchors anchors) {
    return (things, match, into, at) ->
        BoxCode.ANCHORS.encode(anchors.box(match), 0, things.boxes(), match.thing(), into, at);
  }
}
