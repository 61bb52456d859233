package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.AugMix;
import dev.fovea.data.augment.Augmentation.CutMix;
import dev.fovea.data.augment.Augmentation.GaussianBlur;
import dev.fovea.data.augment.Augmentation.GaussianNoise;
import dev.fovea.data.augment.Augmentation.Grayscale;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.JpegCompression;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandAugment;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.augment.Augmentation.TrivialAugmentWide;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.project.report.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentingTest {
  @TempDir Path folder;

  private static Augment of(String... changes) {
    Recipe recipe = Recipe.classify(Path.of("/data")).with("augment.preset", "small");
    for (String change : changes) {
      String[] words = change.split("=", -1);
      recipe = recipe.with("augment." + words[0], words[1]);
    }
    return Augmenting.of(recipe.augment());
  }

  @Test
  void aPresetStaysWhereNothingIsSaid() {
    assertEquals(Augment.small(), of());
    assertEquals(Augment.photos(), of("preset=photos"));
  }

  @Test
  void everyKeyReplacesTheChangeOfItsKindAndZeroTakesItAway() {
    assertEquals(List.of(new PadCrop(4), new HorizontalFlip(0.1)), of("flip=0.1").list());
    assertEquals(List.of(new HorizontalFlip(0.5)), of("pad=0").list());
    assertTrue(of("preset=photos", "crop=1").crop().isEmpty());
    assertEquals(
        new RandomResizedCrop(0.5, 1, 3.0 / 4, 4.0 / 3), of("crop=0.5").crop().orElseThrow());
    assertEquals(
        List.of(
            new TrivialAugmentWide(),
            new Grayscale(0.2),
            new GaussianBlur(0.3, 0.1, 2),
            new GaussianNoise(0.4, 0.01, 0.1),
            new JpegCompression(0.5, 20, 95),
            new Mixup(0.2),
            new CutMix(1)),
        of(
                "preset=none",
                "cutmix=1",
                "mixup=0.2",
                "jpeg=0.5",
                "noise=0.4",
                "blur=0.3",
                "grey=0.2",
                "policy=trivialaugment")
            .list());
    assertEquals(
        List.of(new RandAugment(2, 12.5)),
        of("preset=none", "policy=randaugment", "magnitude=12.5").list());
    assertEquals(List.of(new AugMix(3, 3, 1)), of("preset=none", "policy=augmix").list());
  }

  @Test
  void aPolicyThatIsNotThereIsRefused() {
    var refused = assertThrows(RecipeException.class, () -> of("policy=autoaugment"));
    assertTrue(refused.getMessage().contains("augment.policy"), refused.getMessage());
  }

  @Test
  void aSheetShowsEachPictureAsItIsAndInSevenEpochs() throws IOException {
    for (int i = 0; i < 8; i++) {
      var samples = new byte[40 * 32 * 3];
      for (int k = 0; k < samples.length; k++) samples[k] = (byte) Dice.of(i, k).below(256);
      Path file = folder.resolve(i % 2 == 0 ? "cat" : "dog").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      Encode.write(Image.of8(40, 32, 3, samples), file);
    }
    var recipe = Recipe.classify(folder).with("augment.policy", "randaugment");
    var sheet = AugmentSheet.of(recipe.with("augment.mixup", "1"));
    assertEquals(6, sheet.pictures());
    Picture drawn = sheet.sheet();
    Path out = folder.resolve("sheet.png");
    assertFalse(Files.exists(out));
    var _ = drawn.write(out);
    Image image = dev.fovea.image.Decode.of(out);
    assertTrue(image.width() > 8 * 112 && image.height() > 6 * 112, image.toString());
  }
}
