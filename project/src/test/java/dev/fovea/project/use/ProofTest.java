package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Seen;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofTest {
  private static final Preprocess ONE_PIXEL = Preprocess.stretch(1, 1, 1);

  private static final ModelCard CARD =
      new ModelCard(
          "classify",
          new Classes(List.of("dark", "light")),
          ONE_PIXEL,
          ClassifyPostprocess.oneOf(),
          Map.of(),
          Map.of());

  /** Light from a level of the only pixel on; the bias is added to the logit of light. */
  private record Threshold(float level, float bias) implements Classifier {
    @Override
    public ModelCard model() {
      return CARD;
    }

    @Override
    public Seen see(FloatBuffer numbers, int n, Views views) {
      var logits = new float[2 * n];
      for (int i = 0; i < n; i++) logits[2 * i + 1] = (numbers.get(i) - level) * 4 + bias;
      return Seen.of(CARD, n, logits, null);
    }

    @Override
    public void close() {}
  }

  @Test
  void enginesThatAnswerAlikeHold() {
    Proof proof = proof(new Threshold(0.45f, 0), new Threshold(0.45f, 1e-5f), pictures(10));
    assertEquals(10, proof.pictures());
    assertEquals(10, proof.agreed());
    assertEquals(2.5e-6, proof.difference(), 2e-7); // a quarter of the bias, where p is one half
    assertTrue(proof.holds());
    assertEquals(List.of(1.0, 1.0), proof.scores().stream().map(s -> s.get("top1")).toList());
    assertTrue(proof.millis().stream().allMatch(ms -> ms > 0));
  }

  @Test
  void enginesThatDisagreeDoNot() {
    Proof proof = proof(new Threshold(0.45f, 0), new Threshold(0.65f, 0), pictures(10));
    assertEquals(8, proof.agreed()); // 5 and 6 tenths are light to the first alone
    assertEquals(List.of(1.0, 0.8), proof.scores().stream().map(s -> s.get("top1")).toList());
    assertEquals(false, proof.holds());
  }

  @Test
  void whatIsNoNumberIsRefused() {
    var sound = new Threshold(0.45f, 0);
    var broken = new Threshold(0.45f, Float.NaN);
    assertEquals(
        "the exported model answers 0 with what is no number (NaN); export a model whose training"
            + " did not break down",
        assertThrows(ModelException.class, () -> proof(sound, broken, pictures(3))).getMessage());
    assertEquals(
        "the model answers 0 with what is no number (NaN); export a model whose training did not"
            + " break down",
        assertThrows(ModelException.class, () -> proof(broken, broken, pictures(3))).getMessage());
  }

  @Test
  void picturesThatCannotBeDecodedProveNothing() {
    Source source = new Broken();
    var broken = List.of(new Example("x", source, new Truth.OneOf(0)));
    var same = new Threshold(0.5f, 0);
    var e = assertThrows(ModelException.class, () -> proof(same, same, broken));
    assertEquals("no picture could be decoded, so nothing is proved; name others", e.getMessage());
    var some = new ArrayList<>(pictures(4));
    some.addAll(broken);
    assertEquals(1, proof(same, same, some).broken());
  }

  private static Proof proof(Classifier first, Classifier second, List<Example> examples) {
    try (Loader loader = Loader.of(examples, Feed.evaluation(ONE_PIXEL, 2, 4))) {
      return Proof.of(first, second, examples, loader);
    }
  }

  /** Of 0, 1, 2... tenths of full light; from half on they are light. */
  private static List<Example> pictures(int count) {
    var all = new ArrayList<Example>();
    for (int i = 0; i < count; i++) {
      Image image = Image.of8(1, 1, 1, new byte[] {(byte) Math.round(25.5 * i)});
      all.add(new Example("" + i, new Level(image), new Truth.OneOf(i < 5 ? 0 : 1)));
    }
    return all;
  }

  private record Level(Image image) implements Source {
    @Override
    public void check() {}
  }

  private record Broken() implements Source {
    @Override
    public Image image() {
      throw new ImageException(ImageException.Kind.BROKEN, "x: it is cut short");
    }

    @Override
    public void check() {}
  }
}
