package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.augment.Augmentation;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoicesTest {
  /** A picture of one grey level. */
  private record Flat(int px, int channels, int level) implements Source {
    @Override
    public Image image() {
      var samples = new byte[px * px * channels];
      Arrays.fill(samples, (byte) level);
      return Image.of8(px, px, channels, samples);
    }

    @Override
    public void check() {}
  }

  private static Dataset data(int images, int px, int channels) {
    var train = new ArrayList<Example>();
    for (int i = 0; i < images; i++)
      train.add(new Example("p" + i, new Flat(px, channels, i % 2 * 255), new Truth.OneOf(i % 2)));
    return new Dataset(
        "class folders",
        Path.of("/data"),
        Classes.of("a", "b"),
        false,
        Map.of(Split.TRAIN, train),
        List.of(),
        List.of());
  }

  private static Recipe chosen(Recipe recipe, Dataset data) {
    return Choices.of(recipe, data).recipe();
  }

  private static final Recipe OPEN = Recipe.classify(Path.of("/data"));

  @Test
  void smallGreyPicturesGetTheSmallNetworkAtTheirSize() {
    Recipe recipe = chosen(OPEN, data(5000, 28, 1));
    assertEquals("small", recipe.model().name());
    assertEquals(28, recipe.model().size());
    assertEquals(1, recipe.model().channels());
    assertEquals("small", recipe.augment().preset());
    assertEquals(64, recipe.train().batch());
    assertEquals(List.of(0.5), recipe.model().mean(), "half black, half white");
    assertEquals(List.of(0.5), recipe.model().deviation());
  }

  @Test
  void photographsGetAResNetAndAreShrunk() {
    Choices choices = Choices.of(OPEN, data(600, 300, 3));
    assertEquals("resnet18", choices.recipe().model().name());
    assertEquals(128, choices.recipe().model().size());
    assertEquals("photos", choices.recipe().augment().preset());
    assertTrue(choices.sentences().stream().anyMatch(s -> s.contains("shrunk to 128 px")));
    assertTrue(
        choices.sentences().stream().anyMatch(s -> s.contains("600 training pictures are few")));
  }

  @Test
  void squaresOfAVisionTransformerFitTheSize() {
    assertEquals(32, chosen(OPEN.with("model.name", "vit_b_32"), data(600, 28, 1)).model().size());
    assertEquals(48, chosen(OPEN.with("model.name", "vit_b_16"), data(600, 60, 3)).model().size());
    assertEquals(
        112, chosen(OPEN.with("model.name", "vit_h_14"), data(600, 120, 3)).model().size());
  }

  /** Photographs of which one in {@code every} is of class b. */
  private static Dataset rare(int images, int every) {
    Dataset even = data(images, 300, 3);
    var train = new ArrayList<Example>();
    for (int i = 0; i < images; i++) {
      Source source = even.split(Split.TRAIN).get(i).source();
      train.add(new Example("p" + i, source, new Truth.OneOf(i % every == 0 ? 1 : 0)));
    }
    return even.withExamples(Map.of(Split.TRAIN, train));
  }

  @Test
  void aRareClassIsShownAsOftenAndNothingIsCutAway() {
    Choices choices = Choices.of(OPEN, rare(160, 20));
    Recipe recipe = choices.recipe();
    assertEquals("balanced", recipe.train().sampler());
    assertEquals("stretch", recipe.model().fit());
    var kinds = Augmenting.of(recipe.augment()).list().stream().map(Object::getClass).toList();
    assertEquals(List.of(Augmentation.HorizontalFlip.class, Augmentation.ColorJitter.class), kinds);
    assertEquals(
        "b is rare, 8 of 160 training pictures: an epoch shows each class as often as another"
            + " (--set sampler=natural: each picture once)",
        choices.sentences().get(2));
    assertTrue(choices.sentences().get(1).contains("smaller than 8 px in them"));
    assertEquals(
        "natural", chosen(OPEN.with("train.loss", "focal"), rare(160, 20)).train().sampler());
    assertEquals(
        "natural",
        chosen(OPEN.with("train.class_weights", "balanced"), rare(160, 20)).train().sampler());
  }

  @Test
  void manyPicturesOrEvenOnesAreLeftAsTheyWere() {
    for (Dataset data : List.of(rare(1000, 20), rare(160, 5), data(600, 300, 3))) {
      Choices choices = Choices.of(OPEN, data);
      assertEquals("natural", choices.recipe().train().sampler());
      assertEquals("crop", choices.recipe().model().fit());
      assertEquals(
          Augmenting.of(OPEN.with("augment.preset", "photos").augment()),
          Augmenting.of(choices.recipe().augment()));
      assertTrue(choices.sentences().stream().noneMatch(s -> s.contains("rare")));
    }
    assertEquals("stretch", chosen(OPEN, data(600, 28, 1)).model().fit(), "small pictures");
  }

  @Test
  void weightsAndSamplerTogetherCountTwice() {
    var refused =
        assertThrows(
            RecipeException.class,
            () -> OPEN.with("train.sampler", "balanced").with("train.class_weights", "balanced"));
    assertEquals(
        "train.sampler: balanced and train.class_weights: balanced both make rare classes count"
            + " more, and together they would count twice; choose one",
        refused.getMessage());
  }

  @Test
  void whatIsSaidStays() {
    Recipe said =
        OPEN.with("model.name", "resnet34")
            .with("model.size", "96")
            .with("train.epochs", "3")
            .with("train.batch", "8")
            .with("train.rate", "0.01")
            .with("augment.preset", "none");
    Recipe recipe = chosen(said, data(100, 300, 3));
    assertEquals("resnet34", recipe.model().name());
    assertEquals(96, recipe.model().size());
    assertEquals(3, recipe.train().epochs());
    assertEquals(8, recipe.train().batch());
    assertEquals(0.01, recipe.train().rate());
    assertEquals(List.of(), Augmenting.of(recipe.augment()).list());
  }

  @Test
  void anUnknownNetworkIsRefused() {
    var refused =
        assertThrows(
            RuntimeException.class,
            () -> chosen(OPEN.with("model.name", "resnet81"), data(10, 28, 1)));
    assertEquals("there is no network resnet81; did you mean resnet18?", refused.getMessage());
  }

  @Test
  void singleValuesReplaceThoseOfThePreset() {
    var augment =
        Augmenting.of(
            OPEN.with("augment.preset", "small")
                .with("augment.flip", "0")
                .with("augment.pad", "2")
                .with("augment.rotate", "15")
                .augment());
    assertEquals(
        List.of(new Augmentation.PadCrop(2), new Augmentation.Rotation(15)), augment.list());
  }

  @Test
  void theValidationShareFollowsTheCount() {
    assertEquals(0.2, Choices.val(OPEN, 500));
    assertEquals(0.05, Choices.val(OPEN.with("model.name", "marks"), 200));
    assertEquals(0.1, Choices.val(OPEN, 60_000));
    assertEquals(0.01, Choices.val(OPEN, 1_000_000));
    assertEquals(0.3, Choices.val(OPEN.with("data.val", "0.3"), 500));
  }

  @Test
  void everyOptimiserHasARateOfItsOwn() {
    var rates = new ArrayList<Double>();
    for (String optimiser : List.of("sgd", "adamw", "lars", "lamb")) {
      TrainRecipe train =
          chosen(OPEN.with("train.optimiser", optimiser), data(1000, 28, 1)).train();
      var network = Zoo.network("small", Options.of(2));
      assertEquals(train.rate(), Setup.part(train, network).optimiser().rate());
      rates.add(train.rate());
    }
    assertEquals(List.of(0.2, 0.001, 4.0, 0.01), rates);
  }

  @Test
  void onWeightsThatKnowSomethingFewPicturesTrainTheHeadFirst() {
    Recipe known = OPEN.with("model.weights", "resnet18.imagenet1k_v1");
    Choices few = Choices.of(known, data(300, 100, 3));
    assertEquals(0.25, few.recipe().train().headFirst());
    assertTrue(
        few.sentences()
            .contains(
                "the head learns alone for the first 25 % of the run, then all of it; --set"
                    + " head_first=0 lets all learn from the start"));
    assertEquals(0.0, chosen(known, data(600, 100, 3)).train().headFirst());
    assertEquals(0.0, chosen(OPEN, data(300, 100, 3)).train().headFirst());
    assertEquals(
        0.0, chosen(known.with("train.head_first", "0"), data(300, 100, 3)).train().headFirst());
  }

  @Test
  void normsKeepTheirStatisticsWhereABatchSaysTooLittle() {
    Recipe known = OPEN.with("model.weights", "resnet18.imagenet1k_v1");
    assertEquals("moving", chosen(known, data(300, 100, 3)).train().norms());
    Recipe still = chosen(known.with("train.batch", "4"), data(300, 100, 3));
    assertEquals("still", still.train().norms());
    var network = Zoo.network("small", Options.of(2));
    var frozen = Setup.part(still.train(), network).frozen();
    assertTrue(frozen.contains("bn1"), frozen.toString());
    assertEquals(
        "moving", chosen(OPEN.with("train.batch", "4"), data(300, 100, 3)).train().norms());
  }
}
