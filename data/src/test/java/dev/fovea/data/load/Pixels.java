package dev.fovea.data.load;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A picture of 9 x 7 px made from its number; broken on demand; counts how often it is decoded. */
record Pixels(int number, boolean broken, AtomicInteger decoded) implements Source {
  @Override
  public Image image() {
    decoded.incrementAndGet();
    if (broken) {
      throw new ImageException(ImageException.Kind.BROKEN, number + ".jpg: is cut short");
    }
    var dice = Dice.of(number);
    var samples = new byte[9 * 7 * 3];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) dice.below(256);
    return Image.of8(9, 7, 3, samples);
  }

  @Override
  public void check() {}

  /** Examples 0 to {@code n - 1} of three classes, some of them broken. */
  static List<Example> examples(int n, Set<Integer> broken) {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < n; i++) {
      var source = new Pixels(i, broken.contains(i), new AtomicInteger());
      examples.add(new Example(i + ".jpg", source, new Truth.OneOf(i % 3)));
    }
    return examples;
  }
}
