package dev.fovea.cli;

import dev.fovea.data.Counted;
import dev.fovea.data.Dataset;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.data.write.BoxFolder;
import dev.fovea.data.write.BoxFormat;
import dev.fovea.graph.Spelling;
import dev.fovea.project.Shell;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes boxes in another format. */
@Command(
    name = "convert",
    header = "Writes boxes in another format: COCO JSON, Pascal VOC XML or YOLO text.",
    description = {
      "The format that is there is found out. Pictures, splits, classes and boxes stay",
      "the same; outlines become the boxes around them. Boxes that are none are left out.",
      "YOLO's text keeps no areas: read again, they are those of the boxes."
    },
    customSynopsis = "fovea data convert PATH --to coco|voc|yolo --out DIR [OPTION]...",
    sortOptions = false)
final class DataConvertCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "PATH",
      description = "A folder of pictures and labels, a COCO file, or a data.yaml of YOLO's.")
  private Path data;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description =
          "coco: annotations/instances_SPLIT.json and SPLIT; voc: Annotations, JPEGImages and"
              + " ImageSets; yolo: data.yaml, labels/SPLIT and images/SPLIT.")
  private String to;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--link",
      description = "Links pictures (hard links, on the same disk) and copies none.")
  private boolean link;

  @Option(
      names = "--drop-crowds",
      description =
          "To yolo: leaves out boxes of crowds (VOC: difficult), which its text cannot hold.")
  private boolean dropCrowds;

  @Option(names = "--strict", description = "Refuses broken pictures instead of leaving them out.")
  private boolean strict;

  DataConvertCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    BoxFormat format = format();
    if (dropCrowds && format != BoxFormat.YOLO)
      throw new CallException(
          "--drop-crowds is for --to yolo; %s has crowds, so they stay: leave that out"
              .formatted(format.title()));
    Given.fresh(out);
    Dataset found =
        Datasets.open(Given.data(data), ReadOptions.forEvaluation().withStrict(strict).withBoxes());
    screen.out().println("Found " + found.description());
    found.warnings().forEach(warning -> screen.out().println("Warning: " + warning));
    if (!found.broken().isEmpty())
      screen
          .out()
          .println(
              "Left out %s that cannot be decoded, such as %s"
                  .formatted(
                      Counted.of(found.broken().size(), "picture"),
                      found.broken().getFirst().why()));
    var written = new BoxFolder(out, format, link, dropCrowds).write(found);
    screen
        .out()
        .println(
            "Wrote %s and %s as %s into %s"
                .formatted(
                    Counted.of(written.pictures(), "picture"),
                    Counted.of(written.boxes(), "box"),
                    format.title(),
                    out));
    if (written.dropped() > 0)
      screen.out().println("Left out %s of crowds".formatted(Counted.of(written.dropped(), "box")));
    if (link && written.linked() < written.pictures())
      screen
          .out()
          .println(
              "Copied %s, where links are not possible"
                  .formatted(Counted.of(written.pictures() - written.linked(), "picture")));
    screen.next(screen.out(), "fovea data check " + Shell.quoted(out));
    return Sentence.DONE;
  }

  private BoxFormat format() {
    if (BoxFormat.words().contains(to.toLowerCase(Locale.ROOT)))
      return BoxFormat.valueOf(to.toUpperCase(Locale.ROOT));
    throw new CallException(
        "there is no format "
            + to
            + Spelling.hint(to, BoxFormat.words())
            + " (there are coco, voc and yolo)");
  }
}
