package dev.fovea.project.check;

import dev.fovea.data.Dataset;
import dev.fovea.data.alike.Glances;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.data.read.boxes.BoxData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at every picture of a data set once: counts, sizes, broken files, duplicates, boxes.
 *
 * @param path data as training takes them, or a folder of pictures without classes
 * @param as what the labels are taken for
 * @param sizePx at which a detector is to see pictures, their longer side; 0 leaves it open
 */
public record DataCheck(Path path, As as, int sizePx) {

  /** What labels are taken for. */
  public enum As {
    /** Boxes where there are some, and nothing says that whole pictures have classes. */
    FOUND,
    /** Classes of whole pictures. */
    CLASSES,
    /** Boxes. */
    BOXES
  }

  /** Finds out what the labels are. */
  public DataCheck(Path path) {
    this(path, As.FOUND, 0);
  }

  /**
   * Looks.
   *
   * @param progress called from several threads
   */
  public Checked run(Glances.Progress progress) {
    long start = System.nanoTime();
    var options = ReadOptions.forEvaluation().withCheck(false);
    boolean boxed = as == As.BOXES || (as == As.FOUND && Datasets.boxed(path));
    Optional<BoxData> boxes = boxed ? Optional.of(Datasets.boxes(path, options)) : Optional.empty();
    Dataset data = boxes.map(BoxData::data).orElseGet(() -> Datasets.look(path, options));
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
        boxes.map(b -> BoxCheck.of(b, survey, sizePx)),
        (System.nanoTime() - start) / 1e9);
  }
}
