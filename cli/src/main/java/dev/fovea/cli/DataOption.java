package dev.fovea.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Pictures whose classes or boxes are known. */
final class DataOption {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description =
          "Class folders, IDX files or a CSV of path,label; of a detector COCO JSON, Pascal VOC XML"
              + " or YOLO text.")
  private Path named;

  /** A file or folder, which is there. */
  Path path() {
    return Given.data(named);
  }
}
