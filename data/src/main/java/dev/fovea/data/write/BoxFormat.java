package dev.fovea.data.write;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The formats that boxes are written in. */
public enum BoxFormat {
  /** {@code annotations/instances_SPLIT.json}, {@code SPLIT/NAME.jpg}. */
  COCO("COCO JSON"),
  /**
   * {@code Annotations/NAME.xml}, {@code JPEGImages/NAME.jpg}, {@code ImageSets/Main/SPLIT.txt}.
   */
  VOC("Pascal VOC XML"),
  /** {@code labels/SPLIT/NAME.txt}, {@code images/SPLIT/NAME.jpg}, {@code data.yaml}. */
  YOLO("YOLO text");

  private final String title;

  BoxFormat(String title) {
    this.title = title;
  }

  /** Its name in sentences. */
  public String title() {
    return title;
  }

  /** The word that means it: {@code coco}, {@code voc} or {@code yolo}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(BoxFormat::word).toList();
  }
}
