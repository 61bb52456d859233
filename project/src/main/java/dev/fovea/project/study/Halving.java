package dev.fovea.project.study;

import dev.fovea.project.Recipe;
import dev.fovea.project.RunEvent;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Time;
import dev.fovea.train.DivergedException;
import dev.fovea.train.TrainEvent;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Successive halving (Jamieson and Talwalkar 2016; the rounds of Hyperband and ASHA, Li et al.
 * 2018) by thirds: all trials learn for a ninth of a run, the best third of them goes on to a third
 * of a run, and the best third of those to the end; one that diverges makes room for the next. Who
 * goes on follows from the rows of log.csv alone, each trial goes on from its own state, and one
 * trial is trained at a time; so a search that was killed and resumed ends as one that was not.
 */
final class Halving {
  private static final int FACTOR = 3;
  private static final List<Double> SHARES = List.of(1.0 / 9, 1.0 / 3, 1.0);

  /** Trains a run on until its end or enough; false where all is to stop. */
  interface Leg {
    boolean train(Member member, int index, Predicate<TrainEvent.Validated> enough);
  }

  private final StudyFolder folder;
  private final List<Member> members;
  private final Leg leg;
  private final Consumer<RunEvent> events;
  private final long started = System.nanoTime();

  Halving(StudyFolder folder, List<Member> members, Leg leg, Consumer<RunEvent> events) {
    this.folder = folder;
    this.members = members;
    this.leg = leg;
    this.events = events;
  }

  /** Runs of the whole length that all legs together take. */
  static double cost(int trials) {
    double cost = 0;
    double before = 0;
    int in = trials;
    for (double share : SHARES) {
      cost += in * (share - before);
      before = share;
      in = kept(in);
    }
    return cost;
  }

  /** A time budget is for all trials together. */
  static Recipe share(Recipe recipe, int trials) {
    return Plan.share(recipe, cost(trials));
  }

  private static int kept(int trials) {
    return Math.ceilDiv(trials, FACTOR);
  }

  /** Trains every trial as far as it deserves; false where it was stopped on the way. */
  boolean run() {
    List<Member> ranked = members;
    int places = members.size();
    for (double share : SHARES) {
      int taken = 0;
      for (Member member : ranked) {
        if (taken == places) break;
        if (!isThrough(member, share)) {
          if (share < SHARES.get(1) && outOfTime(share)) break;
          if (!train(member, share)) return false;
        }
        if (!Trial.read(folder, member).diverged()) taken++;
      }
      places = kept(Math.min(places, ranked.size()));
      ranked = ranked(ranked, share);
    }
    return true;
  }

  /** Whether nothing is left to train; the last round is over when the run was written down. */
  private boolean isThrough(Member member, double share) {
    Trial trial = Trial.read(folder, member);
    return trial.diverged() || (share < 1 ? trial.counts(share) : trial.finished());
  }

  /** All trials, in the order of the plan. */
  List<Trial> trials() {
    return members.stream().map(member -> Trial.read(folder, member)).toList();
  }

  private boolean train(Member member, double share) {
    RunFolder run = folder.run(member);
    try {
      return leg.train(
          member,
          members.indexOf(member),
          epoch ->
              share < 1
                  && Trial.progress(Recipe.read(run.recipe()), epoch.epoch(), epoch.seconds())
                      >= share);
    } catch (DivergedException e) {
      Trial.lose(run, e.getMessage());
      events.accept(new RunEvent.Warned(member.title() + " is out: its training diverged"));
      return true;
    }
  }

  /** Those that came this far, the best first; of equals the one that led before. */
  private List<Member> ranked(List<Member> in, double share) {
    return in.stream()
        .map(member -> Trial.read(folder, member))
        .filter(trial -> trial.counts(share))
        .sorted(Comparator.comparingDouble((Trial trial) -> -trial.score(share)))
        .map(Trial::member)
        .toList();
  }

  /** Whether the first round has used its part of a time budget; later trials are not begun. */
  private boolean outOfTime(double share) {
    String time = members.getFirst().recipe().train().time();
    if (time == null) return false;
    double trained = trials().stream().mapToDouble(Trial::seconds).sum();
    double spent = Math.max(trained, (System.nanoTime() - started) / 1e9);
    return spent > Time.of(time).toSeconds() * share * members.size();
  }
}
