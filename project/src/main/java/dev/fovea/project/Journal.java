package dev.fovea.project;

import java.nio.file.Path;
import java.util.List;

/**
 * A place elsewhere that runs are told to, such as a tracking server; found by {@link
 * java.util.ServiceLoader}. What it tells is what the folder of the run holds.
 */
public interface Journal {
  /** How a run, or several together, came to its end. */
  enum End {
    FINISHED,
    STOPPED,
    FAILED
  }

  /** Whether a recipe asks for it. */
  boolean isAsked(LogRecipe log);

  /**
   * Begins to tell of a folder, or goes on. Returns at once and does not throw, whatever the other
   * side does.
   *
   * @param folder of a run, or of a study
   */
  Page open(Path folder, Recipe recipe);

  /** What is told of one folder. */
  interface Page {
    /** The folder holds something new; returns at once. */
    void changed();

    /** It came to its end: waits until all is told, but not long for a side that is silent. */
    void ended(End end);

    /** What went wrong since the last question, a sentence each. */
    List<String> warnings();
  }
}
