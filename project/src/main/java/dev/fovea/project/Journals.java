package dev.fovea.project;

import dev.fovea.train.TrainEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Tells of one folder wherever its recipe asks for; closed before its end, it failed. */
public final class Journals implements AutoCloseable {
  private final List<Journal.Page> pages;
  private final Consumer<RunEvent> events;
  private boolean ended;

  private Journals(List<Journal.Page> pages, Consumer<RunEvent> events) {
    this.pages = pages;
    this.events = events;
  }

  /** Refuses a recipe that asks for what is not there. */
  static void check(Recipe recipe) {
    if (recipe.log().mlflow() != null && asked(recipe).isEmpty())
      throw new RecipeException(
          "log.mlflow needs the library fovea-mlflow, which is not on the class path; add it, or"
              + " leave log.mlflow out");
  }

  /**
   * Begins to tell.
   *
   * @param folder of a run, or of a study
   * @param events hears what goes wrong, on the threads that call here
   */
  public static Journals open(Path folder, Recipe recipe, Consumer<RunEvent> events) {
    check(recipe);
    return new Journals(
        asked(recipe).stream().map(journal -> journal.open(folder, recipe)).toList(), events);
  }

  private static List<Journal> asked(Recipe recipe) {
    return ServiceLoader.load(Journal.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(journal -> journal.isAsked(recipe.log()))
        .toList();
  }

  /** What training tells; an epoch is told on. */
  void heard(TrainEvent event) {
    if (event instanceof TrainEvent.Validated) pages.forEach(Journal.Page::changed);
    warn();
  }

  /** All that there will be is in the folder. */
  public void ended(boolean interrupted) {
    end(interrupted ? Journal.End.STOPPED : Journal.End.FINISHED);
  }

  private void end(Journal.End end) {
    ended = true;
    pages.forEach(page -> page.ended(end));
    warn();
  }

  private void warn() {
    for (Journal.Page page : pages)
      for (String warning : page.warnings()) events.accept(new RunEvent.Warned(warning));
  }

  @Override
  public void close() {
    if (!ended) end(Journal.End.FAILED);
  }
}
