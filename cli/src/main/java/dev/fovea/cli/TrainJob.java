package dev.fovea.cli;

import dev.fovea.project.RunEvent;
import dev.fovea.project.RunResult;
import dev.fovea.project.Shell;
import dev.fovea.project.Training;
import dev.fovea.train.TrainEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs a training on the screen; Ctrl-C saves and says how to go on. */
record TrainJob(Screen screen) {

  /**
   * Trains.
   *
   * @param begin opens the run
   * @param done what to do with a run that came to its end
   * @return the exit code
   */
  int run(Function<Consumer<RunEvent>, Training> begin, DoneRun done) throws Exception {
    try (var lines = new RunLines(screen)) {
      Training training = begin.apply(lines);
      try (var _ = new CtrlC(() -> stop(training::askToStop, lines))) {
        RunResult result = training.run();
        return result.reason() == TrainEvent.Reason.INTERRUPTED
            ? stopped(screen, result.folder())
            : done.print(result);
      }
    }
  }

  /** What follows a run that came to its end; the answer is the exit code. */
  @FunctionalInterface
  interface DoneRun {
    int print(RunResult result) throws Exception;
  }

  static void stop(Runnable askToStop, RunLines lines) {
    lines.accept(new RunEvent.Chose("Stopping after this step; everything is saved first ..."));
    askToStop.run();
  }

  /** Says how to go on; the answer is the exit code. */
  static int stopped(Screen screen, Path folder) {
    PrintStream err = screen.err();
    err.println("Everything is saved in " + folder + "; the run can go on from there.");
    screen.next(err, "fovea train --resume " + Shell.quoted(folder));
    return Sentence.INTERRUPTED;
  }

  /** Prints scores and files of a run. */
  static void print(PrintStream out, RunResult result) {
    out.println();
    ScoreLines.headlines(result.scores()).forEach(out::println);
    out.println();
    note(out, result.sentences());
    out.println("Model   " + result.bestModel());
    out.println("Report  " + result.report());
  }

  /** Sentences under a table, each ended, and an empty line. */
  static void note(PrintStream out, List<String> sentences) {
    if (sentences.isEmpty()) return;
    for (String sentence : sentences) Wrapped.lines("", 0, sentence + ".").forEach(out::println);
    out.println();
  }
}
