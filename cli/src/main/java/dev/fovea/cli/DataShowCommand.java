package dev.fovea.cli;

import dev.fovea.data.DataException;
import dev.fovea.graph.Spelling;
import dev.fovea.project.AugmentSheet;
import dev.fovea.project.Recipe;
import dev.fovea.project.Shell;
import dev.fovea.project.report.Picture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what training will make of pictures. */
@Command(
    name = "show",
    header = "Shows training pictures beside what augmentation makes of them.",
    description = {
      "Each row of the sheet is one picture: as it is, and in seven epochs.",
    },
    customSynopsis = "fovea data show PATH --out FILE.png [OPTION]...",
    sortOptions = false)
final class DataShowCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "PATH", description = "Data as fovea train takes them.")
  private Path data;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "The sheet.")
  private Path out;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "What the pictures are for: classify (default) or detect.")
  private String task = "classify";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any value of the recipe, as augment.policy=randaugment; many.")
  private List<String> sets = List.of();

  DataShowCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (!out.toString().endsWith(".png"))
      throw new CallException("--out expects a name that ends in .png, got " + out);
    if (!TrainCommand.TASKS.contains(task))
      throw new CallException(
          "--task expects "
              + String.join(" or ", TrainCommand.TASKS)
              + ", got "
              + task
              + Spelling.hint(task, TrainCommand.TASKS));
    Recipe recipe = Recipe.of(task, Given.data(data));
    for (String set : sets) {
      var change = RecipeOptions.change(set);
      recipe = recipe.with(change.getKey(), change.getValue());
    }
    var sheet = AugmentSheet.of(recipe);
    put(sheet.sheet(), out);
    screen
        .out()
        .println(
            "Drew %d pictures at %d px, as they are and in seven epochs, into %s"
                .formatted(sheet.pictures(), sheet.recipe().model().size(), out));
    String words =
        sets.stream().map(s -> " --set " + Shell.quoted(s)).collect(Collectors.joining());
    screen.next(screen.out(), "fovea train " + task + " --data " + Shell.quoted(data) + words);
    return Sentence.DONE;
  }

  /** Writes the sheet, which is all that was asked for. */
  static void put(Picture sheet, Path out) {
    String lost = sheet.write(out);
    if (!lost.isEmpty()) throw new DataException(lost);
  }
}
