package dev.fovea.project.use;

import dev.fovea.data.Example;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.boxes.Iou;
import dev.fovea.task.detect.DetectEvaluation;
import dev.fovea.task.detect.DetectOutputs;
import dev.fovea.task.detect.metric.BoxScores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two detectors over the same pictures, the second of which should find what the first does. Both
 * tell all boxes from a score of {@link DetectOutputs#LEAST} on. A box of the first agrees with the
 * box of the second that it overlaps most, of the same class, each of them once.
 *
 * @param pictures that were decoded
 * @param boxes that either found, those that agree counted once
 * @param agreed how many of these lie within {@link #BOX_PX} and {@link Proof#TOLERANCE}
 * @param scoreApart by how much scores of boxes that overlap by half differ at most
 * @param boxApartPx by how much their sides differ at most, in px of the network's input
 * @param scores of the first, then of the second
 * @param millis that one picture takes, once decoded: the median of the first, then of the second
 * @param broken pictures that were left out
 */
public record BoxProof(
    int pictures,
    long boxes,
    long agreed,
    double scoreApart,
    double boxApartPx,
    List<BoxScores> scores,
    List<Double> millis,
    int broken) {
  /** What sides may differ by, in px: engines add the same numbers in another order. */
  public static final double BOX_PX = 0.1;

  /**
   * So many boxes must agree: of two whose scores or overlaps are equal but for the last digit, the
   * engines may keep one or the other. After a few steps of training up to 1.2 % were such.
   */
  public static final double SHARE = 0.97;

  private static final double SAME_BOX = 0.5;

  /** Whether enough boxes agree, and the scores are those of the model. */
  public boolean holds() {
    return agreed >= SHARE * boxes && mapApart() <= Proof.TOLERANCE;
  }

  /** By how much the map differs; 0 where there is none. */
  public double mapApart() {
    Double one = scores.get(0).values().get("map");
    Double other = scores.get(1).values().get("map");
    return one == null || other == null ? 0 : Math.abs(one - other);
  }

  /**
   * Runs both.
   *
   * @param examples those that the loader was made of, for evaluation with boxes
   * @throws ModelException where no picture could be decoded, or none has a box
   */
  static BoxProof of(Detector first, Detector second, List<Example> examples, Loader loader) {
    var both = List.of(new Side(first), new Side(second));
    var tally = new Tally();
    DetectOutputs[] outputs = new DetectOutputs[2];
    outputs[0] =
        DetectOutputs.of(
            batch -> {
              for (Side each : both) {
                if (batch.number() == 0) each.time(batch);
                each.see(batch);
              }
              for (int i = 0; i < batch.size(); i++)
                tally.add(both.get(0).seen.get(i).found(), both.get(1).seen.get(i).found());
              both.get(1).all.addAll(placed(both.get(1).seen, batch));
              return both.get(0).seen;
            },
            examples,
            loader);
    if (outputs[0].examples().isEmpty())
      throw new ModelException("no picture could be decoded, so nothing is proved; name others");
    if (tally.boxes == 0)
      throw new ModelException(
          "no box was found in any picture, so nothing is proved; export a model whose training did"
              + " not break down");
    outputs[1] = new DetectOutputs(outputs[0].examples(), both.get(1).all);
    Classes classes = first.model().classes();
    var scores = new ArrayList<BoxScores>();
    for (DetectOutputs each : outputs) scores.add(DetectEvaluation.scores(each, classes));
    return new BoxProof(
        outputs[0].examples().size(),
        tally.boxes,
        tally.agreed,
        tally.scoreApart,
        tally.boxApartPx,
        scores,
        both.stream().map(side -> side.millis).toList(),
        loader.broken().size());
  }

  private static List<Detections> placed(List<Detections> seen, Batch batch) {
    var placed = new ArrayList<Detections>();
    for (int i = 0; i < seen.size(); i++) placed.add(seen.get(i).back(batch.placements().get(i)));
    return placed;
  }

  /** One detector and what it says. */
  private static final class Side {
    private final Detector detector;
    private final List<Detections> all = new ArrayList<>();
    private List<Detections> seen;
    private double millis;

    Side(Detector detector) {
      this.detector = detector;
    }

    void time(Batch batch) {
      millis = Timing.of(batch, one -> detector.see(one, 1));
    }

    void see(Batch batch) {
      seen = detector.see(batch.images(), batch.size());
    }
  }

  /** Boxes of both, matched. */
  private static final class Tally {
    private long boxes;
    private long agreed;
    private double scoreApart;
    private double boxApartPx;

    void add(List<Detection> first, List<Detection> second) {
      var taken = new HashSet<Integer>();
      for (Detection one : first) {
        int best = best(one, second, taken);
        if (best < 0) continue;
        taken.add(best);
        Detection other = second.get(best);
        double score = Math.abs(one.score() - other.score());
        double px = apart(one.box(), other.box());
        scoreApart = Math.max(scoreApart, score);
        boxApartPx = Math.max(boxApartPx, px);
        if (score <= Proof.TOLERANCE && px <= BOX_PX) agreed++;
      }
      boxes += first.size() + second.size() - taken.size();
    }

    private static int best(Detection one, List<Detection> all, Set<Integer> taken) {
      int best = -1;
      double most = SAME_BOX;
      for (int i = 0; i < all.size(); i++) {
        if (taken.contains(i) || all.get(i).label() != one.label()) continue;
        double overlap = Iou.of(one.box(), all.get(i).box());
        if (overlap > most) {
          most = overlap;
          best = i;
        }
      }
      return best;
    }

    private static double apart(Box a, Box b) {
      double across = Math.max(Math.abs(a.left() - b.left()), Math.abs(a.right() - b.right()));
      double down = Math.max(Math.abs(a.top() - b.top()), Math.abs(a.bottom() - b.bottom()));
      return Math.max(across, down);
    }
  }
}
