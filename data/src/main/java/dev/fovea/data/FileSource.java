package dev.fovea.data;

import dev.fovea.image.Decode;
import dev.fovea.image.Glance;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/**
 * A picture in a file of its own.
 *
 * @param root the folder of the data set, one object for all its examples
 * @param file the file below {@code root} (an absolute path stands for itself)
 */
public record FileSource(Path root, Path file) implements Source {

  /** Where the file is. */
  public Path path() {
    return root.resolve(file);
  }

  @Override
  public Image image() {
    return Decode.of(path());
  }

  @Override
  public Image image(ToIntFunction<Header> shrink) {
    return Decode.of(path(), shrink);
  }

  @Override
  public Glance glance(int leastPx) {
    return Glance.of(path(), leastPx);
  }

  /**
   * What the file says of itself.
   *
   * @throws ImageException when it surely cannot be decoded, in one sentence
   */
  public Header header() {
    var header = Header.of(path());
    if (header.pixels() > Decode.MAX_PIXELS) {
      throw new ImageException(
          ImageException.Kind.TOO_LARGE,
          "%s: %d x %d px are more than the %,d pixels that are decoded; shrink the picture first"
              .formatted(path(), header.width(), header.height(), Decode.MAX_PIXELS));
    }
    return header;
  }

  @Override
  public void check() {
    header();
  }
}
