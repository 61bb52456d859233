package dev.fovea.project;

/** Which Fovea this is. */
public final class Version {
  private Version() {}

  /** As its jar says; {@code development} when it runs from classes. */
  public static String of() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
