package dev.fovea.cli;

import dev.fovea.graph.Spelling;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Shell;
import dev.fovea.project.check.CheckFolder;
import dev.fovea.project.check.Checked;
import dev.fovea.project.check.DataCheck;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at every picture of a data set before anything is learnt from it. */
@Command(
    name = "check",
    header = "Looks for what is odd about data: broken files, duplicates, leaks, sizes.",
    description = {
      "Exit code 1: broken files, pictures of one split that are another's, too, one",
      "picture in two classes or with two sets of boxes; no boxes, or crowds alone;",
      "many boxes that are none, lie partly outside or are there twice; pictures of",
      "another size than their labels say; many labels without pictures. Pictures",
      "without classes will do."
    },
    customSynopsis = "fovea data check PATH [OPTION]...",
    sortOptions = false)
final class DataCheckCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "PATH",
      description = "Data as fovea train takes them, or a folder of pictures.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for sheet and lists; else the next of runs/check-1, -2 ...")
  private Path out;

  @Option(
      names = "--as",
      paramLabel = "WHAT",
      description = "classes or boxes, where labels of both kinds are there.")
  private String as;

  @Option(
      names = "--size",
      paramLabel = "PX",
      description =
          "Boxes: the longer side at which a detector is to see pictures (default: as"
              + " training would choose it, 224 to 416).")
  private Integer size;

  @Mixin private MetricsOption json;

  DataCheckCommand(Screen screen) {
    this.screen = screen;
  }

  private DataCheck.As as() {
    if (as == null) return DataCheck.As.FOUND;
    return switch (as) {
      case "classes" -> DataCheck.As.CLASSES;
      case "boxes" -> DataCheck.As.BOXES;
      default ->
          throw new CallException(
              "--as must be classes or boxes, got "
                  + as
                  + Spelling.hint(as, List.of("classes", "boxes")));
    };
  }

  private String next(Checked checked) {
    String name = Shell.quoted(data);
    if (checked.spoilt() || !checked.labelled()) return "fovea data check " + name;
    return checked.boxes().isPresent()
        ? "fovea train detect --data " + name
        : "fovea train classify --data " + name;
  }

  @Override
  public Integer call() {
    json.check();
    Given.fresh(out);
    Given.data(data);
    Checked checked;
    try (var live = new Live(screen)) {
      checked =
          new DataCheck(data, as(), Optional.ofNullable(Given.positive("--size", size)).orElse(0))
              .run((done, all) -> live.show(Live.bar("looking at", done, all)));
    }
    var folder = new CheckFolder(out != null ? out : RunFolder.next(Path.of("runs"), "check"));
    String lost = folder.write(checked);
    PrintStream words = json.words(screen);
    CheckLines.of(checked).forEach(words::println);
    words.println();
    words.println(lost.isEmpty() ? "Sheet   " + folder.sheet() : "Warning: " + lost);
    json.write(screen, checked.metrics());
    screen.next(words, next(checked));
    return checked.spoilt() ? Sentence.FAILED : Sentence.DONE;
  }
}
