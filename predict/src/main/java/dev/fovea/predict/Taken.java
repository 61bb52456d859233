package dev.fovea.predict;

import dev.fovea.image.Decode;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.Placement;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Shrink;
import java.nio.file.Path;

/**
 * A decoded picture and the size of its file's, which may have been decoded smaller.
 *
 * @param width of the file's picture, upright, in px
 * @param height of the file's picture, upright, in px
 */
public record Taken(Image image, int width, int height) {
  /** One that was decoded whole. */
  public static Taken of(Image image) {
    return new Taken(image, image.width(), image.height());
  }

  /** The picture in a file, decoded as preprocessing wants it. */
  public static Taken of(Path file, Preprocess to) {
    Image image = Decode.of(file, to);
    return to.shrink().equals(Shrink.NONE) ? of(image) : of(image, Header.of(file));
  }

  /** The picture in a file's content, decoded as preprocessing wants it. */
  public static Taken of(byte[] file, Preprocess to) {
    Image image = Decode.of(file, "the picture", to);
    return to.shrink().equals(Shrink.NONE) ? of(image) : of(image, Header.of(file, "the picture"));
  }

  private static Taken of(Image image, Header header) {
    return new Taken(image, header.uprightWidth(), header.uprightHeight());
  }

  /** Where the file's picture lies in the network's input. */
  public Placement placement(Preprocess to) {
    return to.placement(image.width(), image.height()).whole(width, height);
  }
}
