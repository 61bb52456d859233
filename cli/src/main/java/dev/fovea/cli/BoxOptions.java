package dev.fovea.cli;

import dev.fovea.data.read.boxes.CocoIds;
import dev.fovea.project.use.WantedBoxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What may be said of a detector's answers alone. */
final class BoxOptions {
  @Option(
      names = "--min-score",
      paramLabel = "P",
      description = "Of a detector: leave out boxes of a lower score (default: as the model says).")
  private Double minScore;

  @Option(
      names = "--iou",
      paramLabel = "P",
      description =
          "Of a detector: of two boxes of a class that overlap by more, the surer one stays.")
  private Double iou;

  @Option(names = "--most", paramLabel = "N", description = "Of a detector: boxes a picture.")
  private Integer most;

  @Option(
      names = "--coco",
      paramLabel = "FILE",
      description =
          "Write the boxes there as COCO's results, a JSON list. Ids are those of --coco-ids; without"
              + " it the number that a picture is named after (139.jpg: 139) or its name, and"
              + " categories count from 1, as data convert has them.")
  private Path coco;

  @Option(
      names = "--coco-ids",
      paramLabel = "FILE",
      description =
          "COCO annotations that the results are to be held against: pictures and classes get the"
              + " ids that they have there, by their names.")
  private Path cocoIds;

  @Option(
      names = "--yolo",
      paramLabel = "DIR",
      description =
          "Write the boxes into a new folder as YOLO text, a file for each picture, as labels are.")
  private Path yolo;

  @Option(
      names = "--yolo-scores",
      description = "With --yolo: each box's score as sixth number, which labels do not have.")
  private boolean yoloScores;

  /** The options that are said. */
  List<String> said() {
    var said = new ArrayList<String>();
    if (minScore != null) said.add("--min-score");
    if (iou != null) said.add("--iou");
    if (most != null) said.add("--most");
    if (coco != null) said.add("--coco");
    if (cocoIds != null) said.add("--coco-ids");
    if (yolo != null) said.add("--yolo");
    if (yoloScores) said.add("--yolo-scores");
    return said;
  }

  /**
   * All of it.
   *
   * @param explain the words of {@code --explain}; null where it is not said
   */
  WantedBoxes wanted(int batch, Path out, String explain) {
    Given.positive("--most", most);
    Given.fresh("--yolo", yolo);
    return new WantedBoxes(
        batch,
        share("--min-score", minScore),
        share("--iou", iou),
        most == null ? OptionalInt.empty() : OptionalInt.of(most),
        Optional.ofNullable(out),
        rank(explain, out));
  }

  private static OptionalInt rank(String explain, Path out) {
    if (explain == null) return OptionalInt.empty();
    Given.toDrawOn(out);
    if (explain.equals("gradcam")) return OptionalInt.of(1);
    if (explain.matches("gradcam:[1-9][0-9]{0,3}"))
      return OptionalInt.of(Integer.parseInt(explain.substring("gradcam:".length())));
    throw new CallException(
        "--explain of a detector expects gradcam, or gradcam:N for the N-th surest box, got "
            + explain
            + "; write it as the last word");
  }

  /** The ids that results get; empty where no file says them. */
  Optional<CocoIds> cocoIds() {
    if (cocoIds == null) return Optional.empty();
    if (coco == null)
      throw new CallException("--coco-ids is for results; say where to write them: --coco FILE");
    if (Files.isDirectory(cocoIds))
      throw new CallException("--coco-ids " + cocoIds + " is a folder; name a COCO file");
    return Optional.of(CocoIds.of(Given.data(cocoIds)));
  }

  /** Whether scores are written into YOLO text. */
  boolean yoloScores() {
    if (yoloScores && yolo == null)
      throw new CallException("--yolo-scores is for YOLO text; say where to write it: --yolo DIR");
    return yoloScores;
  }

  /**
   * Where results go; null where none are asked for.
   *
   * @param json where lines of JSON go; null for nowhere
   */
  Path coco(String json) throws IOException {
    if (coco == null) return null;
    if (Files.isDirectory(coco)) throw new CallException("--coco " + coco + " is a folder");
    if (json != null && !json.equals("-") && same(coco, Path.of(json)))
      throw new CallException("--coco and --json name one file, " + coco + "; name two");
    if (Files.exists(coco) && !list(coco))
      throw new CallException(
          "--coco would overwrite " + coco + ", which holds no results; name a new file");
    return coco;
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** Whether a file begins as results do; annotations and pictures do not. */
  private static boolean list(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      return bytes.read() == '[';
    }
  }

  /** Null where none is asked for. */
  Path yolo() {
    return yolo;
  }

  private static OptionalDouble share(String option, Double value) {
    if (value == null) return OptionalDouble.empty();
    if (!(value >= 0 && value <= 1))
      throw new CallException(option + " must be from 0 to 1, got " + value);
    return OptionalDouble.of(value);
  }
}
