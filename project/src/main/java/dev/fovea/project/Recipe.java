package dev.fovea.project;

import java.nio.file.Path;

/**
 * Everything that decides a run, as one tree of records: read from one YAML file or from the
 * command line. What it leaves open (0, {@code auto} or nothing) is chosen when the data are known
 * and written down in the run folder's recipe.yaml.
 *
 * @param version of this format
 * @param task {@code classify} or {@code detect}
 */
public record Recipe(
    int version,
    String task,
    DataRecipe data,
    ModelRecipe model,
    TrainRecipe train,
    AugmentRecipe augment,
    LogRecipe log) {
  public static final int VERSION = 1;

  public Recipe {
    if (version != VERSION)
      throw new RecipeException(
          "the recipe is of version " + version + ", this Fovea reads version " + VERSION);
    Needs.oneOf("task", task, "classify", "detect");
    Needs.there("data", data);
    Needs.there("model", model);
    Needs.there("train", train);
    Needs.there("augment", augment);
    Needs.there("log", log);
    augment.check(task);
  }

  /** Classification of the data at a path, everything else left open. */
  public static Recipe classify(Path data) {
    return of("classify", data);
  }

  /** Detection in the data at a path, everything else left open. */
  public static Recipe detect(Path data) {
    return of("detect", data);
  }

  /** A task on the data at a path, everything else left open. */
  public static Recipe of(String task, Path data) {
    return RecipeYaml.withText(
        RecipeYaml.defaults(task), "data.path", data.toAbsolutePath().normalize().toString());
  }

  /**
   * The same recipe with one value changed, as {@code --set} does.
   *
   * @param key with its path ({@code train.rate}) or, where only one part has it, without
   * @param value as YAML would have it
   */
  public Recipe with(String key, String value) {
    return RecipeYaml.with(this, key, value);
  }

  /** Reads a YAML file; an unknown key is an error that names the nearest one. */
  public static Recipe read(Path yaml) {
    return RecipeYaml.read(yaml);
  }

  /** Writes a YAML file, beside its place and then renamed. */
  public void write(Path yaml) {
    RecipeYaml.write(this, yaml);
  }

  /** Refuses what it asks for and its task cannot do. */
  public void check() {
    Task.of(this).check(this);
  }

  /** What decides which pictures are set aside. */
  public long splitSeed() {
    return data.splitSeed() == null ? train.seed() : data.splitSeed();
  }
}
