package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Loader;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Detections;
import dev.fovea.predict.Detector;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoxProofTest {
  private static final int SIDE = 32;
  private static final Preprocess MADE = Preprocess.stretch(1, SIDE, SIDE);
  private static final ModelCard CARD =
      new ModelCard(
          "detect",
          Classes.of("bolt", "nut"),
          MADE,
          new DetectPostprocess(new Coder.Distances(), List.of(3), false, 0.001, 0.5, 100),
          Map.of(),
          Map.of());

  /** Says the same of every picture. */
  private record Says(List<Detection> found) implements Detector {
    @Override
    public ModelCard model() {
      return CARD;
    }

    @Override
    public List<Detections> see(FloatBuffer numbers, int n) {
      return Collections.nCopies(n, new Detections(found));
    }

    @Override
    public void close() {}
  }

  private record Grey() implements Source {
    @Override
    public Image image() {
      return Image.of8(SIDE, SIDE, 1, new byte[SIDE * SIDE]);
    }

    @Override
    public void check() {}
  }

  private static Detection one(int label, double score, double left, double right) {
    return new Detection(CARD.classes().name(label), label, score, new Box(left, 4, right, 20));
  }

  private static BoxProof proof(List<Detection> first, List<Detection> second) {
    var thing = new Thing(0, new Box(4, 4, 20, 20), false, 256);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 3; i++)
      examples.add(new Example("" + i, new Grey(), new Truth.Objects(List.of(thing))));
    try (Loader loader = Loader.of(examples, Feed.evaluation(MADE, 2, 2).withBoxes())) {
      return BoxProof.of(new Says(first), new Says(second), examples, loader);
    }
  }

  @Test
  void alikeHolds() {
    BoxProof proof =
        proof(
            List.of(one(0, 0.9, 4, 20), one(1, 0.3, 8, 16)),
            List.of(one(0, 0.9004, 4, 20.02), one(1, 0.3, 8, 16)));
    assertEquals(3, proof.pictures());
    assertEquals(6, proof.boxes());
    assertEquals(6, proof.agreed());
    assertEquals(0.0004, proof.scoreApart(), 1e-9);
    assertEquals(0.02, proof.boxApartPx(), 1e-9);
    assertEquals(List.of(1.0, 1.0), proof.scores().stream().map(s -> s.get("map")).toList());
    assertTrue(proof.holds());
    assertTrue(proof.millis().stream().allMatch(ms -> ms >= 0));
  }

  @Test
  void anotherClassAnotherScoreOrAnotherPlaceDoesNot() {
    var first = List.of(one(0, 0.9, 4, 20), one(1, 0.3, 8, 16));
    assertEquals(6 + 3, proof(first, List.of(one(0, 0.9, 4, 20), one(0, 0.3, 8, 16))).boxes());
    BoxProof score = proof(first, List.of(one(0, 0.89, 4, 20), one(1, 0.3, 8, 16)));
    assertEquals(3, score.agreed());
    assertEquals(0.01, score.scoreApart(), 1e-9);
    assertFalse(score.holds());
    BoxProof place = proof(first, List.of(one(0, 0.9, 4, 20), one(1, 0.3, 8, 16.5)));
    assertEquals(0.5, place.boxApartPx(), 1e-9);
    assertEquals(3, place.agreed());
    BoxProof fewer = proof(first, List.of(one(0, 0.9, 4, 20)));
    assertEquals(3, fewer.agreed());
    assertEquals(0, fewer.mapApart());
    assertFalse(fewer.holds());
    BoxProof worse = proof(first, List.of(one(1, 0.3, 8, 16)));
    assertEquals(1, worse.mapApart(), 1e-9);
  }

  @Test
  void whoFindsNothingProvesNothing() {
    var refused = assertThrows(ModelException.class, () -> proof(List.of(), List.of()));
    assertEquals(
        "no box was found in any picture, so nothing is proved; export a model whose training did"
            + " not break down",
        refused.getMessage());
  }
}
