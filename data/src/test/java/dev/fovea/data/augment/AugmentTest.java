package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.data.augment.Augmentation.Erasing;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentTest {
  @Test
  void presetsFitTheSize() {
    assertEquals(Augment.small(), Augment.forSize(64));
    assertEquals(Augment.photos(), Augment.forSize(65));
    assertEquals(List.of(), Augment.none().list());
    assertEquals(List.of(new PadCrop(4)), Augment.small().withoutFlips().list());
    assertEquals(List.of(new Mixup(0.2)), Augment.small().with(new Mixup(0.2)).mixing());
  }

  @Test
  void nonsenseIsRefusedAtBirth() {
    refused("the probability must lie between 0.0 and 1.0, got 1.5", () -> new HorizontalFlip(1.5));
    refused(
        "the area goes from 0.5 down to 0.2; the smaller comes first",
        () -> new RandomResizedCrop(0.5, 0.2, 1, 1));
    refused("hue must lie between 0.0 and 0.5, got 0.6", () -> new ColorJitter(0, 0, 0, 0.6));
    refused("alpha must be above 0, got 0.0", () -> new Mixup(0));
    refused("the padding is negative: -1", () -> new PadCrop(-1));
    refused(
        "Mixup is there twice; once is all that has a meaning",
        () -> Augment.of(new Mixup(1), new Mixup(2)));
  }

  @Test
  void erasesABoxOfTheDrawnAreaInEveryChannel() {
    var erasing = Augment.of(new Erasing(1, 0.1, 0.3, 0.5, 2));
    for (int i = 0; i < 100; i++) {
      var patches = Patch.draw(erasing, Dice.of(i), 40, 30);
      assertEquals(1, patches.size());
      var patch = patches.getFirst();
      int area = patch.width() * patch.height();
      assertTrue(area > 1200 * 0.08 && area < 1200 * 0.33, "area " + area);
      var out = FloatBuffer.allocate(5 + 2 * 40 * 30);
      for (int k = 0; k < out.capacity(); k++) out.put(k, 1);
      patch.erase(out, 5, 2, 30, 40);
      int zeros = 0;
      for (int k = 0; k < out.capacity(); k++) zeros += out.get(k) == 0 ? 1 : 0;
      assertEquals(2 * area, zeros);
      assertEquals(0, out.get(5 + 1200 + patch.top() * 40 + patch.left()));
    }
  }

  @Test
  void erasingHappensAsOftenAsAsked() {
    var erasing = Augment.of(new Erasing(0.25, 0.1, 0.2, 0.5, 2));
    int times = 0;
    for (int i = 0; i < 2000; i++) times += Patch.draw(erasing, Dice.of(i), 32, 32).size();
    assertEquals(500, times, 70);
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
