package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import dev.fovea.data.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Finds out the format of a data set of boxes and reads it. */
public final class BoxFormats {
  private BoxFormats() {}

  /** Whether a file or folder holds boxes, as far as a quick look tells. */
  public static boolean in(Path path) {
    return CocoFiles.in(path).isPresent() || VocBoxes.in(path) || YoloBoxes.in(path);
  }

  /** Whether a file of a folder is called as labels of boxes are, and is none that can be read. */
  public static boolean meant(Path folder) {
    return CocoFiles.meant(folder).isPresent() && !in(folder);
  }

  /**
   * Reads a file or folder: COCO JSON where there is some, else VOC's XML, else YOLO's text. A COCO
   * file alone is of the split that its name or its folder's says; to train on it is train's.
   *
   * @throws DataException when there are no boxes, or a file is wrong
   */
  public static BoxData read(Path path, ReadOptions options) {
    return BoxFinish.of(list(path, options.training()), options);
  }

  /** Whether one of these names is a class of the boxes; not where the labels are wrong. */
  public static boolean named(Path path, Collection<String> names) {
    try {
      return !Collections.disjoint(list(path, true).classes(), names);
    } catch (DataException e) {
      return false;
    }
  }

  private static BoxListing list(Path path, boolean training) {
    var coco = CocoFiles.in(path).map(found -> training ? found.toTrainOn() : found);
    if (coco.isPresent()) return also(CocoBoxes.list(path, coco.get()), path, VocBoxes.in(path));
    if (VocBoxes.in(path)) return VocBoxes.list(path);
    if (YoloBoxes.in(path)) return YoloBoxes.list(path);
    var meant = CocoFiles.meant(path);
    if (meant.isPresent()) return list(meant.get(), training); // which says what is wrong with it
    throw new DataException(
        "%s: found no boxes; expected COCO JSON (annotations.json, annotations/instances_train.json), %s"
            .formatted(
                path,
                Files.isDirectory(path)
                    ? "Pascal VOC XML (a file a picture, of the picture's name) or YOLO text (data.yaml, or labels beside images)"
                    : "or a data.yaml of YOLO's"));
  }

  private static BoxListing also(BoxListing listing, Path path, boolean voc) {
    if (!voc) return listing;
    List<String> warnings = new ArrayList<>(listing.warnings());
    warnings.add(path + ": has Pascal VOC XML, too, which is not read beside COCO JSON");
    return new BoxListing(
        listing.format(),
        listing.root(),
        listing.classes(),
        listing.shares(),
        listing.word(),
        listing.pictures(),
        listing.flaws(),
        warnings);
  }
}
