package dev.fovea.project.use;

import dev.fovea.data.Broken;
import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.split.SplitFile;
import dev.fovea.project.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which pictures of a data set are measured, and why these.
 *
 * @param sentence for people
 * @param examples at least one
 */
record Measured(String sentence, List<Example> examples) {
  private static final String HELD = " that the model's run held back (split.csv beside it)";

  /**
   * Chooses: the split that is asked for; else test, else val, else what the model's run held back
   * from these very data, else all.
   */
  static Measured of(Dataset data, Optional<Split> asked, Path model) {
    Optional<Dataset> dealt = asRun(data, model);
    boolean file = Files.isRegularFile(data.root()); // called test.json, it may have been learned
    Dataset known = file ? dealt.orElse(data) : data;
    for (Split split : asked.map(List::of).orElse(List.of(Split.TEST, Split.VAL)))
      if (!known.split(split).isEmpty())
        return of(known, split, known.split(split).equals(data.split(split)) ? "" : HELD);
    Split held = asked.orElse(Split.VAL);
    if (dealt.isPresent() && !dealt.get().split(held).isEmpty()) return of(dealt.get(), held, HELD);
    if (asked.isPresent())
      throw new DataException(
          "%s has no %s split (%s); leave --split out to measure all of it"
              .formatted(known.root(), asked.get().word(), known.description()));
    List<Example> all = Arrays.stream(Split.values()).flatMap(s -> data.split(s).stream()).toList();
    return new Measured(
        pictures(all.size(), "")
            + ", all there are, for there is no test or val split; if the model learned from them,"
            + " it will score lower on new ones",
        all);
  }

  /** Ends the work where not one of the examples could be decoded. */
  void decoded(Path root, List<Broken> broken) {
    if (broken.size() < examples.size()) return;
    throw new DataException(
        "%s: none of %s can be decoded; the first: %s"
            .formatted(root, Counted.of(examples.size(), "picture"), broken.getFirst().why()));
  }

  private static Measured of(Dataset data, Split split, String why) {
    List<Example> examples = data.split(split);
    return new Measured(pictures(examples.size(), split.word() + " ") + why, examples);
  }

  private static String pictures(int n, String kind) {
    return String.format(Locale.ROOT, "%,d %s%s", n, kind, n == 1 ? "picture" : "pictures");
  }

  /** The data dealt as the run dealt them that made the model; empty where they are others. */
  static Optional<Dataset> asRun(Dataset data, Path model) {
    Path file = new RunFolder(model.toAbsolutePath().getParent()).split();
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(SplitFile.apply(data, file));
    } catch (DataException _) { // other pictures than the run's: its split says nothing of them
      return Optional.empty();
    }
  }
}
