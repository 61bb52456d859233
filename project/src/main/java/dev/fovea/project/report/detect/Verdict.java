package dev.fovea.project.report.detect;

import dev.fovea.data.Thing;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import dev.fovea.predict.boxes.Iou;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is right and what is wrong in one picture. As in COCO's evaluation the surest answer first
 * takes the free truth of its class that it overlaps most, by at least 0.5; what lies in a crowd of
 * its class is neither right nor wrong.
 *
 * @param found the answers that are right
 * @param alarms the answers that are wrong, the surest first
 * @param missed the truths that no answer found
 */
record Verdict(List<Detection> found, List<Alarm> alarms, List<Thing> missed) {
  private static final double LEAST_OVERLAP = 0.5;

  /** An answer that overlaps the truth by less than this has nothing to do with it. */
  private static final double LEAST_NEAR = 0.1;

  /**
   * Why an answer is wrong, after the kinds of Bolya et al. 2020 (TIDE): of another class than what
   * is there, at the wrong place, the second answer for one thing, or nothing is there.
   */
  enum Why {
    CLASS,
    PLACE,
    TWICE,
    NOTHING
  }

  /**
   * A false alarm.
   *
   * @param is what is there instead; empty but for {@link Why#CLASS}
   */
  record Alarm(Detection answer, Why why, String is) {}

  Verdict {
    found = List.copyOf(found);
    alarms = List.copyOf(alarms);
    missed = List.copyOf(missed);
  }

  /** Of the answers from a confidence on. */
  static Verdict of(Answered picture, double confidence, Classes classes) {
    List<Thing> things = picture.things();
    Set<Integer> taken = new HashSet<>();
    var found = new ArrayList<Detection>();
    var wrong = new ArrayList<Detection>();
    for (Detection answer : picture.from(confidence)) {
      int best = best(answer, things, taken);
      if (best >= 0) {
        taken.add(best);
        found.add(answer);
      } else if (things.stream().noneMatch(thing -> inCrowd(answer, thing))) {
        wrong.add(answer);
      }
    }
    var missed = new ArrayList<Thing>();
    for (int i = 0; i < things.size(); i++)
      if (!things.get(i).crowd() && !taken.contains(i)) missed.add(things.get(i));
    return new Verdict(found, wrong.stream().map(a -> alarm(a, things, classes)).toList(), missed);
  }

  /** Misses and false alarms together. */
  int faults() {
    return alarms.size() + missed.size();
  }

  private static int best(Detection answer, List<Thing> things, Set<Integer> taken) {
    int best = -1;
    double most = LEAST_OVERLAP;
    for (int i = 0; i < things.size(); i++) {
      Thing thing = things.get(i);
      if (thing.crowd() || thing.label() != answer.label() || taken.contains(i)) continue;
      double overlap = Iou.of(answer.box(), thing.box());
      if (overlap < most) continue;
      most = overlap;
      best = i;
    }
    return best;
  }

  /** Of a crowd counts how much of the answer lies within. */
  private static boolean inCrowd(Detection answer, Thing thing) {
    if (!thing.crowd() || thing.label() != answer.label()) return false;
    Box a = answer.box();
    Box b = thing.box();
    double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    double area = a.width() * a.height();
    return width > 0 && height > 0 && width * height >= LEAST_OVERLAP * area;
  }

  private static Alarm alarm(Detection answer, List<Thing> things, Classes classes) {
    Thing other = null;
    double same = 0;
    double most = LEAST_OVERLAP;
    for (Thing thing : things) {
      if (thing.crowd()) continue;
      double overlap = Iou.of(answer.box(), thing.box());
      if (thing.label() == answer.label()) same = Math.max(same, overlap);
      else if (overlap >= most) {
        most = overlap;
        other = thing;
      }
    }
    if (same >= LEAST_OVERLAP) return new Alarm(answer, Why.TWICE, "");
    if (other != null) return new Alarm(answer, Why.CLASS, classes.name(other.label()));
    return new Alarm(answer, same >= LEAST_NEAR ? Why.PLACE : Why.NOTHING, "");
  }
}
