package dev.fovea.project.check;

import dev.fovea.data.Dataset;
import dev.fovea.data.alike.Glances;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every picture of a data set once: counts, sizes, broken files, duplicates.
 *
 * @param path data as training takes them, or a folder of pictures without classes
 */
public record DataCheck(Path path) {

  /**
   * Looks.
   *
   * @param progress called from several threads
   */
  public Checked run(Glances.Progress progress) {
    long start = System.nanoTime();
    Dataset data = Datasets.look(path, ReadOptions.forEvaluation().withCheck(false));
    Survey survey = Survey.of(data, Runtime.getRuntime().availableProcessors(), progress);
    List<Fact> sound = survey.sound();
    return new Checked(
        data,
        !data.format().equals(Datasets.WITHOUT_CLASSES),
        sound.isEmpty() ? Optional.empty() : Optional.of(Sizes.of(sound)),
        Kinds.of(sound),
        Optional.ofNullable(survey.numbers()),
        survey.measured(),
        Twins.of(survey),
        survey.broken(),
        (System.nanoTime() - start) / 1e9);
  }
}
