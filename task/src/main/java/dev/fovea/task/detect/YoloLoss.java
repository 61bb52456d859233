package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.log_softmax;
import static org.bytedeco.pytorch.global.torch.softplus;

import dev.fovea.graph.Size;
import dev.fovea.zoo.detect.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of the yolo family. Of each head: binary cross-entropy of all scores against the quality
 * of their match, 0 without one; at matched places the complete IoU of the box, and the
 * distribution focal loss of its sides (Li et al. 2020), both weighted by the quality. All are
 * divided by the sum of qualities, and summed 1 : 7.5 : 1.5. Xu et al. 2022, <a
 * href="https://arxiv.org/abs/2203.16250">arXiv:2203.16250</a>, have 1 : 2.5 : 0.5: with it drawn
 * objects were learned later (map 0.48 and 0.70 after 8 and 18 epochs, and 0.59 and 0.76 with
 * these).
 *
 * <p>The places are found by {@link TaskAligned}: up to ten a thing for one head, one for the
 * other. Summands are {@code box}, {@code class}, {@code dfl} and the same after {@code one.}; maps
 * of the second head may be missing.
 */
public final class YoloLoss implements DetectLoss {
  private static final int MANY = 10;
  private static final double BOX = 7.5;
  private static final double DFL = 1.5;

  private final Style.Yolo style;
  private final int classes;

  public YoloLoss(Style.Yolo style, int classes) {
    this.style = style;
    this.classes = classes;
  }

  @Override
  public SequencedMap<String, Tensor> of(
      Map<String, Tensor> answers, Tensor targets, Size pictures) {
    var losses = new LinkedHashMap<String, Tensor>();
    head(answers, targets, "", MANY, losses);
    if (answers.containsKey("p" + style.levels().getFirst() + ".one.boxes"))
      head(answers, targets, "one.", 1, losses);
    losses.putFirst("loss", losses.values().stream().reduce(Tensor::add).orElseThrow());
    return losses;
  }

  private void head(
      Map<String, Tensor> answers,
      Tensor targets,
      String head,
      int most,
      SequencedMap<String, Tensor> losses) {
    List<Tensor> maps = Maps.of(answers, style.levels(), head + "boxes");
    Grid grid = Grid.of(style.levels(), maps);
    Tensor boxes = Maps.row(maps);
    Tensor scores = Maps.row(Maps.of(answers, style.levels(), head + "scores"));
    int pictures = (int) boxes.size(0);
    List<Things> things = Things.of(targets, pictures, classes);
    var spoken = new Spoken(boxes, scores, things, style.bins());
    var assignment = new TaskAligned(grid, most);
    var matched =
        Matched.of(grid, things, (picture, seen) -> assignment.of(seen, spoken.of(picture)));
    Tensor quality = matched.quality(boxes.device());
    var all = new Scalar(Math.max(1, matched.total()));

    Tensor hits = scores.view(-1).index_select(0, matched.scores(1, classes, boxes.device()));
    Tensor wrong = softplus(scores).sum().sub(hits.mul(quality).sum());

    Tensor picked =
        boxes.view(-1).index_select(0, matched.channels(1, 4 * style.bins(), boxes.device()));
    Tensor logs = log_softmax(picked.view(-1, 4, style.bins()), 2);
    Tensor truth = matched.distances(boxes.device());
    Tensor said = logs.exp().mul(ramp(logs)).sum(2L);
    Tensor off = Overlap.complete(said, truth).mul(quality).sum();
    Tensor spread = spread(logs, truth).mul(quality).sum();

    losses.put(head + "box", off.div(all).mul(new Scalar(BOX)));
    losses.put(head + "class", wrong.div(all));
    losses.put(head + "dfl", spread.div(all).mul(new Scalar(DFL)));
  }

  /** Whole distances, [bins]. */
  private static Tensor ramp(Tensor like) {
    return arange(new Scalar((double) like.size(-1)), like.options());
  }

  /**
   * Cross-entropy against the two whole distances around the true one, by their nearness, the mean
   * of four sides: [k].
   */
  private Tensor spread(Tensor logs, Tensor truth) {
    double most = style.bins() - 1;
    Tensor inside = truth.clamp(scalar(0), scalar(most)).unsqueeze(2);
    Tensor nearness =
        ramp(logs).sub(inside).abs().neg().add(new Scalar(1.0)).clamp_min(new Scalar(0.0));
    return logs.mul(nearness).sum(2L).mean(1L).neg();
  }

  private static ScalarOptional scalar(double value) {
    return new ScalarOptional(new Scalar(value));
  }
}
