package dev.fovea.project.use;

/**
 * One thing that was looked at.
 *
 * @param name of it
 * @param found what is there
 * @param todo what to do, one sentence; empty where all is well
 */
public record Finding(State state, String name, String found, String todo) {

  /** How well it is. */
  public enum State {
    /** As it should be. */
    OK,
    /** Works, but could be better. */
    WARNING,
    /** Needed, and not there. */
    MISSING,
    /** Spoils what is learnt or measured. */
    SPOILS
  }

  public static Finding ok(String name, String found) {
    return new Finding(State.OK, name, found, "");
  }

  public static Finding warning(String name, String found, String todo) {
    return new Finding(State.WARNING, name, found, todo);
  }

  public static Finding missing(String name, String found, String todo) {
    return new Finding(State.MISSING, name, found, todo);
  }

  public static Finding spoils(String name, String found, String todo) {
    return new Finding(State.SPOILS, name, found, todo);
  }
}
