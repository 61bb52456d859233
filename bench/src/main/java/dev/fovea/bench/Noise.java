package dev.fovea.bench;

import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Pictures of noise in memory, which need no decoding. */
final class Noise {
  private Noise() {}

  /**
   * Square pictures in colour, the same ones each time.
   *
   * @param truth draws what is known of one
   */
  static List<Example> pictures(int count, int px, Function<Random, Truth> truth) {
    var random = new Random(1);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < count; i++) {
      var samples = new byte[3 * px * px];
      random.nextBytes(samples);
      Image image = Image.of8(px, px, 3, samples);
      examples.add(new Example("noise/" + i, new InMemory(image), truth.apply(random)));
    }
    return examples;
  }

  private record InMemory(Image image) implements Source {
    @Override
    public void check() {}

    @Override
    public boolean inMemory() {
      return true;
    }
  }
}
