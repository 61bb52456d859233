package dev.fovea.cli;

import dev.fovea.project.use.Models;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The networks that can be trained. */
@Command(
    name = "models",
    header = "Lists the networks that can be trained.",
    customSynopsis = "fovea models")
final class ModelsCommand implements Callable<Integer> {
  private final Screen screen;

  ModelsCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    var table = new Table("Name", "Family", "Size>", "Classes>", "Parameters>", "Multiply-adds>");
    for (Models.Row row : Models.all())
      table.row(
          row.name(),
          row.family(),
          row.sizePx() + " px",
          Integer.toString(row.classes()),
          Amount.of(row.parameters()),
          Amount.of(row.macs()));
    table.lines().forEach(screen.out()::println);
    screen.out().println("Counted at the size and the classes that each is published for.");
    screen.next(screen.out(), "fovea info small");
    return Sentence.DONE;
  }
}
