package dev.fovea.cli;

import dev.fovea.project.Digits;
import dev.fovea.project.Time;
import dev.fovea.project.use.BoxProof;
import dev.fovea.project.use.ExportBoxes;
import dev.fovea.project.use.ExportedBoxes;
import dev.fovea.task.detect.metric.BoxScores;
import java.io.PrintStream;
import java.util.List;

/** What was written of a detector, and proved. */
final class BoxProofLines {
  private static final List<String> SCORES = List.of("map", "map50", "map75", "mar100");

  private BoxProofLines() {}

  /** Says it; the answer is the exit code. */
  static int tell(Screen screen, ExportBoxes use, ExportedBoxes exported) {
    print(screen.out(), exported);
    BoxProof proof = exported.proof();
    if (!proof.holds()) {
      screen
          .err()
          .println(
              "fovea: %s finds other boxes than %s: %,d of %,d agree, and map differs by %s; do not use it"
                  .formatted(
                      use.out(),
                      use.model(),
                      proof.agreed(),
                      proof.boxes(),
                      ExportCommand.tiny(proof.mapApart())));
      return Sentence.FAILED;
    }
    screen.next(screen.out(), NextUse.of(use.out(), use.data()));
    return Sentence.DONE;
  }

  private static void print(PrintStream words, ExportedBoxes exported) {
    BoxProof proof = exported.proof();
    ExportCommand.written(words, exported.written(), exported.second(), exported.network());
    for (String limit : exported.limits())
      if (exported.second().isEmpty())
        Wrapped.lines("", 0, "It does all by itself: " + limit).forEach(words::println);
    words.println("Found " + exported.found());
    Wrapped.lines(
            "",
            0,
            "Proved with %,d of %s, in %s"
                .formatted(proof.pictures(), exported.measured(), Time.words(exported.seconds())))
        .forEach(words::println);
    words.println();
    table(proof).lines().forEach(words::println);
    words.println();
    Wrapped.lines(
            "",
            0,
            "%,d of %,d boxes agree, from a score of 0.001 on; scores differ by %s at most, sides by"
                    .formatted(
                        proof.agreed(), proof.boxes(), ExportCommand.tiny(proof.scoreApart()))
                + " %s px".formatted(ExportCommand.tiny(proof.boxApartPx())))
        .forEach(words::println);
  }

  private static Table table(BoxProof proof) {
    var table = new Table("", "libtorch>", "ONNX Runtime>");
    BoxScores ours = proof.scores().get(0);
    BoxScores theirs = proof.scores().get(1);
    for (String name : SCORES)
      if (ours.values().containsKey(name) && theirs.values().containsKey(name))
        table.row(name, Digits.of(ours.get(name)), Digits.of(theirs.get(name)));
    table.row(
        "ms a picture",
        ExportCommand.time(proof.millis().get(0)),
        ExportCommand.time(proof.millis().get(1)));
    return table;
  }
}
