package dev.fovea.project.report.detect;

import dev.fovea.image.Image;

/**
 * A validation picture with boxes drawn on it, as sheet and page show it.
 *
 * @param image RGB, 8 bit
 * @param file its name, relative to the data
 * @param words what there is to say of it
 */
public record Looked(Image image, String file, String words) {
  /** The name of the file without its folders. */
  String name() {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
