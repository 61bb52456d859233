package dev.fovea.data;

import dev.fovea.image.Box;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A dark picture with a red, a green and a blue rectangle, which can be found again. */
public record Painted(Image image, List<Thing> things) implements Source {
  private static final int BACKGROUND = 60;

  /** Of a size and with rectangles that follow from a number. */
  public static Painted of(long number) {
    var dice = Dice.of(number, 77);
    return of(dice, 60 + dice.below(200), 60 + dice.below(200));
  }

  static Painted of(Dice dice, int width, int height) {
    var samples = new byte[width * height * 3];
    Arrays.fill(samples, (byte) BACKGROUND);
    var things = new ArrayList<Thing>();
    int column = width / 3;
    for (int label = 0; label < 3; label++) {
      int w = 6 + dice.below(column - 8);
      int h = 6 + dice.below(height - 6);
      int left = label * column + 1 + dice.below(column - w - 1);
      int top = dice.below(height - h + 1);
      for (int y = top; y < top + h; y++)
        for (int x = left; x < left + w; x++)
          for (int c = 0; c < 3; c++)
            samples[(y * width + x) * 3 + c] = (byte) (c == label ? 255 : 0);
      things.add(Thing.of(label, new Box(left, top, left + w, top + h)));
    }
    return new Painted(Image.of8(width, height, 3, samples), things);
  }

  /** Without rectangles. */
  public static Image plain(int width, int height) {
    var samples = new byte[width * height * 3];
    Arrays.fill(samples, (byte) BACKGROUND);
    return Image.of8(width, height, 3, samples);
  }

  /** Around the pixels of which the rectangle has at least the half. */
  public static Optional<Box> find(Image image, int label) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < image.height(); y++)
      for (int x = 0; x < image.width(); x++) {
        int others = Math.max(image.at(x, y, (label + 1) % 3), image.at(x, y, (label + 2) % 3));
        if (image.at(x, y, label) < 150 || others > 70) continue;
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y + 1);
      }
    return right == 0 ? Optional.empty() : Optional.of(new Box(left, top, right, bottom));
  }

  /** Examples 0 to {@code n - 1}. */
  public static List<Example> examples(int n) {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < n; i++) {
      var painted = of(i);
      examples.add(new Example(i + ".png", painted, new Truth.Objects(painted.things())));
    }
    return examples;
  }

  @Override
  public void check() {}
}
