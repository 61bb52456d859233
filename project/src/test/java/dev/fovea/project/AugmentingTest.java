package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import dev.fovea.data.augment.Augment;
import dev.fovea.data.augment.Augmentation.AugMix;
import dev.fovea.data.augment.Augmentation.CutMix;
import dev.fovea.data.augment.Augmentation.GaussianBlur;
import dev.fovea.data.augment.Augmentation.GaussianNoise;
import dev.fovea.data.augment.Augmentation.Grayscale;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.HsvJitter;
import dev.fovea.data.augment.Augmentation.JpegCompression;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.MixupBoxes;
import dev.fovea.data.augment.Augmentation.Mosaic;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandAugment;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.augment.Augmentation.Scale;
import dev.fovea.data.augment.Augmentation.TrivialAugmentWide;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.data.load.Sizes;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Canvas;
import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.project.report.Picture;
import dev.fovea.project.report.Seen;
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

  private static Augment boxes(String... changes) {
    return Augmenting.of(recipe(changes).augment());
  }

  private static Recipe recipe(String... changes) {
    Recipe recipe = Recipe.detect(Path.of("/data")).with("augment.preset", "boxes");
    for (String change : changes) {
      String[] words = change.split("=", -1);
      recipe = recipe.with(words[0], words[1]);
    }
    return recipe;
  }

  @Test
  void boxesHaveAPresetAndKeysOfTheirOwn() {
    assertEquals(Augment.boxes(), boxes());
    assertTrue(boxes("mosaic=0").mosaic().isEmpty());
    assertEquals(new Mosaic(0.3), boxes("mosaic=0.3").mosaic().orElseThrow());
    assertEquals(new MixupBoxes(0.1, 32), boxes("mixup_boxes=0.1").mixupBoxes().orElseThrow());
    assertTrue(boxes("augment.scale=0.2").list().contains(new Scale(0.8, 1.2)));
    assertEquals(
        List.of(new HsvJitter(0.1, 0.7, 0)),
        boxes("hue=0.1", "value=0").list().stream().filter(HsvJitter.class::isInstance).toList());
    assertEquals(
        List.of(), boxes("augment.preset=none", "hue=0", "saturation=0", "value=0").list());
    assertEquals(
        List.of(new HsvJitter(0, 0.5, 0)), boxes("augment.preset=none", "saturation=0.5").list());
  }

  @Test
  void whatIsForOneTaskIsRefusedByTheOther() {
    for (String change : List.of("mosaic=1", "mixup_boxes=0.5", "sizes=0.5", "preset=boxes")) {
      var e = assertThrows(RecipeException.class, () -> of(change));
      String key = change.substring(0, change.indexOf('='));
      assertTrue(e.getMessage().startsWith("augment." + key), e.getMessage());
      assertTrue(e.getMessage().contains("is for detect"), e.getMessage());
    }
    assertEquals(Augment.small(), of("mosaic=0"));
    var e = assertThrows(RecipeException.class, () -> recipe("mixup=0.5"));
    assertEquals(
        "augment.mixup is for classify; for boxes there is augment.mixup_boxes", e.getMessage());
    assertThrows(RecipeException.class, () -> recipe("cutmix=1"));
  }

  @Test
  void rangesOfTheKeysForBoxes() {
    for (String change : List.of("mosaic=1.1", "mosaic_until=2", "sizes=1", "hue=0.6", "value=-1"))
      assertThrows(RecipeException.class, () -> recipe(change), change);
  }

  @Test
  void theEndOfARunHasNoMosaics() {
    Feed feed =
        Feed.training(Preprocess.letterbox(64, 64, 32), 3, 2, Augment.boxes(), 1).withBoxes();
    var planned = recipe("train.epochs=100", "sizes=0.5");
    assertEquals(0.85, Augmenting.batches(feed, planned, 32).mosaicUntil());
    assertEquals(new Sizes(0.5, 32), Augmenting.batches(feed, planned, 32).sizes());
    var half = planned.with("augment.mosaic_until", "0.5");
    assertEquals(0.5, Augmenting.batches(feed, half, 32).mosaicUntil());
    assertEquals(Sizes.ONE, Augmenting.batches(feed, recipe(), 32).sizes());
  }

  @Test
  void aSheetOfBoxesShowsEachWithItsColour() throws IOException {
    for (int i = 0; i < 8; i++) {
      var canvas = Canvas.blank(320, 240, 0x303030);
      canvas.fillRectangle(40 + 10 * i, 60, 100, 80, 0xd0d0d0);
      Path file = folder.resolve("images/train").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      Encode.write(canvas.toImage(), file);
      Path label = folder.resolve("labels/train").resolve(i + ".txt");
      Files.createDirectories(label.getParent());
      Files.writeString(
          label,
          "0 %.4f %.4f %.4f %.4f\n"
              .formatted((90 + 10 * i) / 320.0, 100 / 240.0, 100 / 320.0, 80 / 240.0));
    }
    Files.writeString(
        folder.resolve("data.yaml"),
        "path: .\ntrain: images/train\nval: images/train\nnames: [plate]\n");
    var sheet =
        AugmentSheet.of(
            Recipe.detect(folder).with("model.size", "128").with("augment.sizes", "0.5"));
    assertEquals(6, sheet.pictures());
    Path out = folder.resolve("sheet.png");
    var _ = sheet.sheet().write(out);
    Image image = dev.fovea.image.Decode.of(out);
    int marked = 0;
    for (int y = 0; y < image.height(); y++)
      for (int x = 0; x < image.width(); x++)
        if (image.at(x, y, 0) == 0xff && image.at(x, y, 1) == 0x4f && image.at(x, y, 2) == 0x30)
          marked++;
    assertTrue(marked > 1000, "no boxes are drawn: " + marked);
  }

  /** Of large pictures few come at once. */
  @Test
  void allAreShownThatComeInSeveralBatches() {
    new dev.fovea.data.draw.ObjectsDrawing(64, 5, 1, 0, 3).write(folder.resolve("some"));
    var data = Datasets.open(folder.resolve("some"), ReadOptions.forTraining().withBoxes());
    var to = Preprocess.letterbox(64, 64, 32);
    var rows = new Seen[5][1];
    Feed feed = Feed.evaluation(to, data.classes().size(), 2).withBoxes();
    try (var loader = Loader.of(data.split(Split.TRAIN), feed)) {
      AugmentSheet.fill(rows, 0, loader, 0, to, data);
    }
    for (Seen[] row : rows) assertNotNull(row[0]);
  }
}
