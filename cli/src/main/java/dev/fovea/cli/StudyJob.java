package dev.fovea.cli;

import dev.fovea.project.RunEvent;
import dev.fovea.project.Shell;
import dev.fovea.project.study.Study;
import dev.fovea.project.study.StudyResult;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs a study on the screen; Ctrl-C saves and says how to go on. */
record StudyJob(Screen screen, MetricsOption json) {
  int run(Function<Consumer<RunEvent>, Study> begin) {
    StudyResult result;
    try (var lines = new RunLines(screen)) {
      Study study = begin.apply(lines);
      try (var _ = new CtrlC(() -> TrainJob.stop(study::askToStop, lines))) {
        result = study.run();
      }
    }
    return result.interrupted() ? TrainJob.stopped(screen, result.folder().path()) : done(result);
  }

  private int done(StudyResult result) {
    json.write(screen, result.metrics());
    var words = json.words(screen);
    StudyLines.print(words, result);
    var first = result.runs().getFirst();
    screen.next(
        words,
        "fovea evaluate "
            + Shell.quoted(result.model())
            + " --data "
            + Shell.quoted(Path.of(first.recipe().data().path()))
            + result
                .threshold()
                .map(t -> " --threshold " + Shell.quoted(t.word()) + " --keep")
                .orElse(""));
    return Sentence.DONE;
  }
}
