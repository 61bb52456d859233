package dev.fovea.cli;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Spelling;
import dev.fovea.project.Recipe;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.weights.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that say what a recipe says. */
final class RecipeOptions {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "To classify: a folder of class folders, with or without train/val/test; IDX files; or a"
              + " CSV of path,label. To detect: COCO JSON, Pascal VOC XML or YOLO text.")
  private Path data;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Start from a recipe.yaml, e.g. another run's; options change it.")
  private Path recipe;

  @Option(names = "--model", paramLabel = "NAME", description = "A network of `fovea models`.")
  private String model;

  @Option(
      names = "--weights",
      paramLabel = "FROM",
      description =
          "What to start from: a name of `fovea models NETWORK`, a url, hf:owner/repo/file, a file;"
              + " none is from scratch; photographs start from published weights unless told.")
  private String weights;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the pictures.")
  private Integer epochs;

  @Option(
      names = "--time",
      paramLabel = "10m",
      description = "A time budget instead of epochs: 90s, 10m, 1h30m.")
  private String time;

  @Option(names = "--size", paramLabel = "PX", description = "Height and width of the input.")
  private Integer size;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Pictures a step; max is as many as the memory holds.")
  private String batch;

  @Option(names = "--seed", paramLabel = "N", description = "Decides what is left to chance.")
  private Long seed;

  @Option(
      names = "--group-by",
      paramLabel = "REGEX",
      description =
          "Pictures whose paths agree in its group 1 stay on one side of the validation split.")
  private String groupBy;

  @Option(names = "--strict", description = "A broken picture ends the run; else it is left out.")
  private boolean strict;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any value of the recipe, as recipe.yaml in the run folder spells it; many.")
  private List<String> sets = List.of();

  @Mixin private DeviceOption device;

  /** Whether a place to learn from is said, by itself or in a recipe. */
  boolean given() {
    return data != null || recipe != null;
  }

  /** The recipe that the options ask for. */
  Recipe recipe(String task) {
    Recipe asked = recipe == null ? Recipe.of(task, Given.data(data)) : Recipe.read(recipe);
    if (!asked.task().equals(task))
      throw new CallException(recipe + " is a recipe for " + asked.task() + ", not for " + task);
    for (var change : values().entrySet()) asked = asked.with(change.getKey(), change.getValue());
    return asked;
  }

  /** What the options change of the recipe of a run that goes on. */
  Map<String, String> changes() {
    if (recipe != null)
      throw new CallException("--resume has its recipe in its folder, so leave out --recipe");
    return values();
  }

  private Map<String, String> values() {
    var changes = new LinkedHashMap<String, String>();
    if (data != null)
      changes.put("data.path", text(Given.data(data).toAbsolutePath().normalize().toString()));
    if (model != null) changes.put("model.name", text(known(model)));
    if (weights != null) {
      changes.put("model.weights_sha256", ""); // that of other weights
      changes.put("model.weights", text(source(weights)));
    }
    put(changes, "train.epochs", Given.positive("--epochs", epochs));
    if (time != null) changes.put("train.time", text(time));
    if (size != null) changes.put("model.resize", "0"); // that of another size
    put(changes, "model.size", Given.positive("--size", size));
    if (batch != null) changes.put("train.batch", batch(batch));
    put(changes, "train.seed", seed);
    if (device.given() != null) changes.put("train.device", text(device.given()));
    if (groupBy != null) changes.put("data.group_by", text(groupBy));
    if (strict) changes.put("data.strict", "true");
    for (String set : sets) {
      var change = change(set);
      changes.put(change.getKey(), change.getValue());
    }
    return changes;
  }

  /** What one {@code --set} says: key and value. */
  static Map.Entry<String, String> change(String set) {
    int equals = set.indexOf('=');
    if (equals < 1) throw new CallException("--set expects KEY=VALUE, got " + set);
    return Map.entry(set.substring(0, equals).strip(), set.substring(equals + 1).strip());
  }

  /** A network or a detector of the zoo, or {@code auto}. */
  static String known(String name) {
    if (name.equals("auto") || Zoo.names().contains(name) || Detectors.has(name)) return name;
    var names = new ArrayList<>(Zoo.names());
    names.addAll(Detectors.names());
    throw new CallException(
        "there is no network " + name + Spelling.hint(name, names) + " (fovea models lists all)");
  }

  /** What is spelt as no weights could be is the call's fault. */
  static String source(String weights) {
    try {
      if (!weights.equals("none") && !weights.equals("auto")) Source.of(weights);
      return weights;
    } catch (GraphException e) {
      throw new CallException(e.getMessage(), e);
    }
  }

  private static String batch(String said) {
    if (said.equals("max") || said.matches("0*[1-9]\\d{0,8}")) return said;
    throw new CallException("--batch expects a number from 1 on, or max, got " + said);
  }

  private static void put(Map<String, String> changes, String key, Number value) {
    if (value != null) changes.put(key, value.toString());
  }

  /** A text as YAML, whatever stands in it. */
  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
