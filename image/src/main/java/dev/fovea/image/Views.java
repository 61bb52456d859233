package dev.fovea.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Test-time augmentation: the views of one picture over which a network's answers are averaged. The
 * first is always the one that preprocessing makes.
 */
public enum Views {
  /** The picture alone. */
  NONE(1),
  /** The picture and its mirror image. */
  FLIP(2),
  /** The picture, and moved by a sixteenth of its sides to the left, right, top and bottom. */
  SHIFT(5),
  /** The picture, and about its middle a tenth larger and a tenth smaller, black around. */
  SCALE(3),
  /** The middle and the four corners of the resized picture, as torchvision's FiveCrop. */
  FIVE_CROP(5),
  /** The five crops and their mirror images. */
  TEN_CROP(10);

  private static final int SHIFT_PART = 16;
  private static final double SCALE_PART = 0.1;

  private final int count;

  Views(int count) {
    this.count = count;
  }

  /** How many views there are. */
  public int count() {
    return count;
  }

  /** The word that people write: five-crop. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The views that a word names. */
  public static Views of(String word) {
    for (Views views : values()) if (views.word().equals(word)) return views;
    throw new IllegalArgumentException(
        "expected one of "
            + Arrays.stream(values()).map(Views::word).collect(Collectors.joining(", "))
            + ", got "
            + word);
  }

  /** Refuses crops where preprocessing cuts nothing off. */
  public void check(Preprocess to) {
    if ((this == FIVE_CROP || this == TEN_CROP) && !(to.resize() instanceof Resize.Shortest)) {
      throw new ImageException(
          ImageException.Kind.UNSUPPORTED,
          word()
              + " needs a model whose preprocessing crops, and this one's brings whole pictures to"
              + " %dx%d px; take flip, shift or scale".formatted(to.width(), to.height()));
    }
  }

  /** The views of a decoded picture, each ready for {@link Preprocess#write}. */
  public List<Image> of(Image picture, Preprocess to) {
    check(to);
    Image ready = to.image(picture);
    int w = to.width();
    int h = to.height();
    return switch (this) {
      case NONE -> List.of(ready);
      case FLIP -> List.of(ready, Flip.leftRight(ready));
      case SHIFT -> {
        int x = Math.max(1, w / SHIFT_PART);
        int y = Math.max(1, h / SHIFT_PART);
        yield List.of(
            ready,
            moved(ready, -x, 0),
            moved(ready, x, 0),
            moved(ready, 0, -y),
            moved(ready, 0, y));
      }
      case SCALE -> List.of(ready, scaled(ready, 1 + SCALE_PART), scaled(ready, 1 - SCALE_PART));
      case FIVE_CROP -> crops(resized(picture, to), ready, w, h);
      case TEN_CROP -> {
        var all = new ArrayList<>(crops(resized(picture, to), ready, w, h));
        for (int i = 0; i < FIVE_CROP.count; i++) all.add(Flip.leftRight(all.get(i)));
        yield List.copyOf(all);
      }
    };
  }

  private static Image resized(Image picture, Preprocess to) {
    return to.resize().of(Convert.of(picture, to.colours(), to.alpha()));
  }

  private static List<Image> crops(Image resized, Image middle, int w, int h) {
    int right = resized.width() - w;
    int lower = resized.height() - h;
    return List.of(
        middle,
        Pad.of(resized, 0, 0, w, h, 0),
        Pad.of(resized, -right, 0, w, h, 0),
        Pad.of(resized, 0, -lower, w, h, 0),
        Pad.of(resized, -right, -lower, w, h, 0));
  }

  private static Image moved(Image image, int x, int y) {
    return Pad.of(image, x, y, image.width(), image.height(), 0);
  }

  private static Image scaled(Image image, double factor) {
    Affine map = Affine.scale(factor, factor).about(image.width() / 2.0, image.height() / 2.0);
    return Warp.of(image, map.inverse(), image.width(), image.height(), Kernel.BILINEAR);
  }
}
