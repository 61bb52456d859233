package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.image.Preprocess;
import dev.fovea.zoo.weights.Catalogue;
import dev.fovea.zoo.weights.Published;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from weights, where the recipe leaves it open. */
class PretrainedTest {
  private static final Recipe OPEN = Recipe.classify(Path.of("/data"));

  private static Pretrained published(String name) {
    Published published = Catalogue.named(name);
    return new Pretrained(
        name,
        Path.of("/cache/w.pth"),
        "1234567e".repeat(8),
        Optional.of(published.network()),
        Optional.of(published.preprocess()),
        false,
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet50.imagenet1k_v2",
        "resnet50.a1_in1k",
        "efficientnet_v2_l.imagenet1k_v1",
        "vit_b_16.imagenet1k_swag_e2e_v1",
        "efficientnet_b0.ra_in1k"
      })
  void picturesArePreparedAsThePublisherPreparesThem(String name) {
    Preprocess wanted = Catalogue.named(name).preprocess();
    Recipe filled = published(name).fill(OPEN);
    Preprocess got = Setup.preprocess(filled.with("model.fit", "crop").model());

    assertEquals(wanted.resize(), got.resize());
    assertEquals(wanted.crop(), got.crop());
    assertEquals(wanted.numbers(), got.numbers());
    assertEquals(wanted.colours(), got.colours());
    assertEquals(Catalogue.named(name).network(), filled.model().name());
    assertEquals("published", filled.model().stem());
    assertEquals("1234567e".repeat(8), filled.model().weightsSha256());
  }

  @Test
  void whatIsSaidStaysAndTheRestFollowsIt() {
    Recipe said =
        OPEN.with("model.size", "112")
            .with("model.channels", "1")
            .with("model.deviation", "[0.5]")
            .with("model.kernel", "lanczos");
    ModelRecipe model = published("resnet50.imagenet1k_v2").fill(said).model();

    assertEquals(112, model.size());
    assertEquals(116, model.resize(), "half of 232, as 112 is of 224");
    assertEquals("lanczos", model.kernel());
    assertEquals(1, model.mean().size());
    assertEquals((0.485 + 0.456 + 0.406) / 3, model.mean().getFirst(), 1e-12);
    assertEquals(List.of(0.5), model.deviation());
  }

  @Test
  void whatIsShownHoldsNoSecretAndNoFolder() {
    assertEquals("https://a.org/w.pth", Pretrained.shown("https://a.org/w.pth?token=x"));
    assertEquals("hf:a/b/w.pth", Pretrained.shown("hf:a/b/w.pth"));
    assertEquals("w.pth", Pretrained.shown("/home/me/w.pth"));
  }

  @Test
  void nothingSmallerThanTheCropIsCropped() {
    var refused =
        assertThrows(
            RecipeException.class,
            () -> OPEN.with("model.size", "224").with("model.resize", "200"));
    assertEquals(
        "model.resize must be model.size or more, for the middle is cut out of it; got 200 for a"
            + " size of 224",
        refused.getMessage());
    var kernel = assertThrows(RecipeException.class, () -> OPEN.with("model.kernel", "cubic"));
    assertEquals(
        "model.kernel must be one of nearest, box, bilinear, bicubic, lanczos, got cubic",
        kernel.getMessage());
  }
}
