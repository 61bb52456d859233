package dev.fovea.predict.boxes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The maps of a 32 x 24 px input at level 3: 4 x 3 cells. */
class MapDecoderTest {
  private static final int BINS = 4;
  private static final DetectPostprocess ONCE =
      new DetectPostprocess(new Coder.Distribution(BINS), List.of(3), true, 0.25, 0.5, 3);

  private final float[] boxes = new float[4 * BINS * 12];
  private final float[] scores = new float[2 * 12];

  MapDecoderTest() {
    Arrays.fill(scores, -9);
  }

  /** One bin of each side has all the weight. */
  private void put(int cell, int label, double logit, int... bins) {
    scores[label * 12 + cell] = (float) logit;
    for (int side = 0; side < 4; side++)
      for (int bin = 0; bin < BINS; bin++)
        boxes[(side * BINS + bin) * 12 + cell] = bin == bins[side] ? 40 : -40;
  }

  private Found found(DetectPostprocess how) {
    String level = how.oneToOne() ? "p3.one." : "p3.";
    return new MapDecoder(how, 2, 32, 24)
        .of(
            Map.of(
                level + "boxes", new OutputMap(boxes, 1, 4 * BINS, 3, 4),
                level + "scores", new OutputMap(scores, 1, 2, 3, 4)))
        .get(0);
  }

  @Test
  void distancesGoFromTheMiddleOfTheCell() {
    put(5, 1, 2, 1, 0, 2, 1); // the second of the second row: its middle is 12, 12
    Found found = found(ONCE);
    assertArrayEquals(new float[] {4, 12, 28, 20}, found.boxes(), 1e-4f);
    assertArrayEquals(new int[] {1}, found.labels());
    assertArrayEquals(new int[] {5}, found.places());
    assertEquals(1 / (1 + Math.exp(-2)), found.scores()[0], 1e-6);
  }

  @Test
  void theMeanOfADistributionCounts() {
    put(7, 1, 2, 1, 0, 2, 1); // its middle is 28, 12
    for (int bin = 0; bin < BINS; bin++) boxes[bin * 12 + 7] = (float) Math.log(bin + 1);
    // Weights 1, 2, 3, 4 of 10: 0.2 + 0.6 + 1.2 = 2 strides. The right side is cut at the edge.
    assertArrayEquals(new float[] {12, 12, 32, 20}, found(ONCE).boxes(), 1e-4f);
  }

  @Test
  void onceMeansNoSuppressionAndTheBestFirst() {
    put(5, 1, 2, 1, 1, 1, 1);
    put(6, 1, 3, 2, 1, 1, 1);
    scores[12 + 0] = 1;
    scores[3] = 0.5f;
    Found found = found(ONCE);
    assertArrayEquals(new int[] {6, 5, 0}, found.places()); // the fourth is one too many
    Found each = found(ONCE.withOneToOne(false));
    assertArrayEquals(new int[] {6, 0, 3}, each.places()); // 5 overlaps 6 by two thirds
  }

  @Test
  void whatIsBelowTheLeastScoreIsLeftOut() {
    put(2, 0, 0, 1, 1, 1, 1);
    assertEquals(1, found(ONCE.withMinScore(0.5)).count());
    assertEquals(0, found(ONCE.withMinScore(0.5001)).count());
    assertEquals(0, found(ONCE.withMinScore(1)).count());
    assertEquals(3, found(ONCE.withMinScore(0)).count());
  }

  /** Told once they are boxes, as they are told of maps: from the least score on, but never 0. */
  @Test
  void theLeastScoreIsAnsweredByAllReaders() {
    var how = ONCE.withMinScore(0.5);
    float[] box = {1, 2, 3, 4, 11, 12, 13, 14};
    var reader = new BoxReader(how, 1, 32, 24);
    float[] scores = {0.4999f, 0.5f};
    assertEquals(1, reader.ranked(box, scores, new long[2], 2, 0).count());
    assertEquals(1, reader.cells(box, scores, List.of(2), 0).count());
    var all = new BoxReader(how.withMinScore(0), 1, 32, 24);
    assertEquals(1, all.ranked(box, new float[] {0.1f, 0}, new long[2], 2, 0).count());
    put(2, 0, 40, 1, 1, 1, 1); // a sigmoid of 1
    assertEquals(1, found(ONCE.withMinScore(1)).count());
    var proposal = new Found();
    proposal.add(new float[] {1, 2, 13, 14}, 1, 0, 0, 32, 24);
    List<Found> two =
        new RegionReader(how, 1)
            .of(List.of(proposal), new float[2], new float[8], List.of(new PictureSize(24, 32)));
    assertEquals(1, two.get(0).count(), "a half to the class, a half to the background");
  }

  @Test
  void numbersThatAreNoneAreNoBoxes() {
    put(2, 0, 4, 1, 1, 1, 1);
    boxes[2] = Float.NaN;
    scores[7] = Float.NaN;
    assertEquals(0, found(ONCE).count());
  }

  @Test
  void aMapThatDoesNotFitIsRefused() {
    var maps = new HashMap<String, OutputMap>();
    maps.put("p3.one.boxes", new OutputMap(boxes, 1, 4 * BINS, 3, 4));
    assertEquals("the network gives no output p3.one.scores", refused(maps));
    maps.put("p3.one.scores", new OutputMap(scores, 1, 2, 4, 3));
    assertEquals(
        "p3.one.scores is [1, 2, 4, 3], the boxes of its level are [1, 16, 3, 4]", refused(maps));
    maps.put("p3.one.scores", new OutputMap(scores, 1, 1, 4, 6));
    assertEquals(
        "p3.one.scores has 1 channels, for 2 classes and 4 bins it needs 2", refused(maps));
  }

  private static String refused(Map<String, OutputMap> maps) {
    return assertThrows(
            IllegalArgumentException.class, () -> new MapDecoder(ONCE, 2, 32, 24).of(maps))
        .getMessage();
  }

  /** Against sorting all of them. */
  @Test
  void theBestOfManyAreTheFirstOfAllSorted() {
    var random = new Random(7);
    for (int most : new int[] {1, 3, 50, 5000}) {
      var all = new ArrayList<float[]>();
      var best = new Best(most);
      for (int i = 0; i < 3000; i++) {
        float score = random.nextInt(40) / 40f; // many are equal
        all.add(new float[] {score, i});
        best.add(score, i);
      }
      all.sort((a, b) -> a[0] == b[0] ? Float.compare(a[1], b[1]) : Float.compare(b[0], a[0]));
      assertEquals(Math.min(most, 3000), best.count());
      for (int i = 0; i < best.count(); i++) {
        assertEquals(all.get(i)[0], best.score(i));
        assertEquals((int) all.get(i)[1], best.place(i));
      }
    }
  }
}
