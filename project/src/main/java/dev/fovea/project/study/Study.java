package dev.fovea.project.study;

import dev.fovea.project.Journals;
import dev.fovea.project.LargestBatch;
import dev.fovea.project.Looks;
import dev.fovea.project.Recipe;
import dev.fovea.project.RunEvent;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Training;
import dev.fovea.train.TrainEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A recipe trained several times, one run after the other. Ask it to stop from any thread, and go
 * on later from its folder; a study that was killed and resumed ends with the same bits, as each of
 * its runs does.
 */
public final class Study {
  private final StudyFolder folder;
  private final Plan plan;
  private final List<Member> members;
  private final Consumer<RunEvent> events;
  private final Set<RunEvent> said = new HashSet<>();
  private final Looks looks = new Looks();
  private volatile Training current;
  private volatile boolean stopAsked;

  private Study(StudyFolder folder, Consumer<RunEvent> events) {
    this.folder = folder;
    this.plan = folder.plan();
    this.members = plan.members(folder.recipe());
    this.events = events;
  }

  /**
   * Writes down what is asked, in a new folder.
   *
   * @param recipe of every run; the plan changes what differs
   * @param out the study's folder; made, or empty
   */
  public static Study start(Recipe recipe, Plan plan, Path out, Consumer<RunEvent> events) {
    for (Member member : plan.members(recipe)) { // refuses what cannot be, before it is written
      LargestBatch.refuse(member.recipe(), "runs that are compared take the same batch");
      member.recipe().check();
    }
    return new Study(StudyFolder.create(out, plan.of(recipe), recipe), events);
  }

  /** Goes on with the study of a folder. */
  public static Study resume(Path folder, Consumer<RunEvent> events) {
    return new Study(new StudyFolder(folder), events);
  }

  /** Ends the study after the step under way, with everything saved; from any thread. */
  public void askToStop() {
    stopAsked = true;
    Training running = current;
    if (running != null) running.askToStop();
  }

  /** Where the study is written down. */
  public Path folder() {
    return folder.path();
  }

  /** Trains what is not trained yet, then writes table, scores and page. */
  public StudyResult run() {
    try (var journals = Journals.open(folder.path(), folder.recipe(), this::heard)) {
      StudyResult result = result();
      journals.ended(result.interrupted());
      return result;
    }
  }

  private StudyResult result() {
    return switch (plan) {
      case Plan.Search _ -> {
        var halving = new Halving(folder, members, this::train, events);
        boolean whole = halving.run();
        yield SearchEnd.of(folder, plan, halving.trials(), !whole);
      }
      case Plan.Folds _, Plan.Seeds _ -> oneByOne();
    };
  }

  private StudyResult oneByOne() {
    var done = new ArrayList<FinishedRun>();
    for (int i = 0; i < members.size() && !stopAsked; i++) {
      Member member = members.get(i);
      RunFolder run = folder.run(member);
      if (!FinishedRun.in(run) && !train(member, i, _ -> false)) break;
      done.add(FinishedRun.open(run.path()));
    }
    return StudyEnd.of(folder, plan, done, done.size() < members.size());
  }

  /** Starts a run or goes on with it, until its end or enough; false where all is to stop. */
  private boolean train(Member member, int index, Predicate<TrainEvent.Validated> enough) {
    if (stopAsked) return false;
    events.accept(new RunEvent.Next(index + 1, members.size(), member.title()));
    RunFolder run = folder.run(member);
    Consumer<RunEvent> heard =
        event -> {
          heard(event);
          if (event instanceof RunEvent.Trained(TrainEvent.Validated epoch) && enough.test(epoch))
            current.askToStop();
        };
    current =
        Files.exists(run.recipe())
            ? Training.resume(run.path(), Map.of(), heard)
            : Training.start(member.recipe(), run.path(), looks, heard);
    try {
      if (stopAsked) current.askToStop();
      TrainEvent.Reason reason = current.run().reason();
      return reason != TrainEvent.Reason.INTERRUPTED || !stopAsked;
    } finally {
      current = null;
    }
  }

  /** Runs of one study have much in common; what was found and chosen is said once. */
  private void heard(RunEvent event) {
    boolean news =
        switch (event) {
          case RunEvent.Found _, RunEvent.Chose _, RunEvent.Warned _ -> said.add(event);
          case RunEvent.Trained _, RunEvent.Next _, RunEvent.Looked _, RunEvent.Tried _ -> true;
          case RunEvent.Fetching _, RunEvent.Searched _ -> true;
        };
    if (news) events.accept(event);
  }
}
