package dev.fovea.data.read;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.read.boxes.BoxData;
import dev.fovea.data.read.boxes.BoxFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a data set of any format that Fovea reads. */
public final class Datasets {
  /** The format of a folder of pictures alone; see {@link #look}. */
  public static final String WITHOUT_CLASSES = "pictures without classes";

  private Datasets() {}

  /** Opens a data set to learn from; {@link Dataset#description} says what was found. */
  public static Dataset open(Path path) {
    return open(path, ReadOptions.forTraining());
  }

  /**
   * Opens a folder (of class folders, IDX files or a CSV) or a CSV file; where {@link
   * ReadOptions#boxes} are asked for, COCO JSON, Pascal VOC XML or YOLO text. The format is found
   * out by itself.
   *
   * @throws DataException when there is nothing to use, in one sentence
   */
  public static Dataset open(Path path, ReadOptions options) {
    there(path);
    return options.boxes() ? boxes(path, options).data() : Finish.of(list(path), options);
  }

  /**
   * Opens a data set of boxes, whatever {@link ReadOptions#boxes} says, and tells what is wrong in
   * it.
   *
   * @throws DataException when there is nothing to use, in one sentence
   */
  public static BoxData boxes(Path path, ReadOptions options) {
    there(path);
    var read = BoxFormats.read(path, options);
    return new BoxData(Finish.of(read.data(), options), read.flaws());
  }

  private static void there(Path path) {
    if (!Files.exists(path)) {
      throw new DataException(path + ": there is no such file or folder");
    }
    if (!Files.isReadable(path)) throw new DataException(path + ": may not be read");
  }

  /** The same, and a folder of pictures alone is taken as well, for looking at it. */
  public static Dataset look(Path path, ReadOptions options) {
    return Loose.in(path) && !IdxFiles.in(path) && !CsvTables.in(path)
        ? Finish.of(Loose.list(path), options)
        : open(path, options);
  }

  /**
   * Whether data are boxes rather than classes of whole pictures: boxes are there, and the folders
   * of pictures are not called as their classes are, no table and no IDX files lie beside.
   */
  public static boolean boxed(Path path) {
    there(path);
    boolean folder = Files.isDirectory(path);
    boolean told = folder ? IdxFiles.in(path) || CsvTables.in(path) : CsvTables.isTable(path);
    if (told) return false;
    boolean meant = BoxFormats.meant(path);
    if (!meant && !BoxFormats.in(path)) return false;
    if (!folder) return true;
    List<String> folders;
    try {
      folders = ClassFolders.list(path).classes();
    } catch (DataException e) {
      return true;
    }
    return folders.size() < 2 || (!meant && !BoxFormats.named(path, folders));
  }

  private static Listing list(Path path) {
    if (!Files.isDirectory(path)) {
      if (CsvTables.isTable(path)) return CsvTables.list(path);
      throw new DataException(
          path + ": expected a folder of class folders or IDX files, or a CSV file of path,label");
    }
    if (IdxFiles.in(path)) return IdxFiles.list(path);
    if (CsvTables.in(path)) return CsvTables.list(path);
    return ClassFolders.list(path);
  }
}
