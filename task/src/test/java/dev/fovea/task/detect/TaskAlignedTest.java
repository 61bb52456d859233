package dev.fovea.task.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskAlignedTest {
  /** 64 x 32 px: 8 x 4 places of 8 px and 4 x 2 of 16 px. */
  private static final Grid GRID =
      new Grid(List.of(new Grid.Level(0, 8, 8, 4), new Grid.Level(32, 16, 4, 2)), 40);

  /** Says boxes of one width and height around every centre, in strides. */
  private record Same(float score, float distance) implements TaskAligned.Said {
    @Override
    public float score(int thing, int cell) {
      return score;
    }

    @Override
    public float distance(int side, int cell) {
      return distance;
    }
  }

  private static Things things(float... boxes) {
    return new Things(new int[boxes.length / 4], boxes);
  }

  @Test
  void thePlaceThatSaysTheBoxIsTheBest() {
    var all = new TaskAligned(GRID, 10).of(things(16, 8, 32, 24), new Same(0.25f, 0.5f));

    // four centres of the fine level, each a quarter of the box, and two of the coarse one at its
    // edges
    assertEquals(List.of(10, 11, 18, 19, 33, 37), all.stream().map(Match::cell).toList());
    assertEquals(
        1, new TaskAligned(GRID, 1).of(things(16, 0, 32, 16), new Same(0.25f, 0.5f)).size());
    Match exact =
        new TaskAligned(GRID, 1).of(things(16, 0, 32, 16), new Same(0.25f, 0.5f)).getFirst();
    assertEquals(new Match(33, 0, 0, 1), exact);
  }

  /** Feng et al.: the fit over the best fit, times the best overlap. */
  @Test
  void qualityIsTheShareOfTheBestFit() {
    TaskAligned.Said said =
        new TaskAligned.Said() {
          @Override
          public float score(int thing, int cell) {
            return cell == 33 ? 0.25f : 1;
          }

          @Override
          public float distance(int side, int cell) {
            return cell == 33 ? 0.5f : 0.9f;
          }
        };
    var all = new TaskAligned(GRID, 10).of(things(16, 0, 32, 16), said);

    assertEquals(List.of(2, 3, 10, 11, 33), all.stream().map(Match::cell).toList());
    // centre (20, 4), 7.2 px to each side: 11.2 x 11.2 px are in the box of 16 x 16 px
    double overlap = 11.2 * 11.2 / (256 + 14.4 * 14.4 - 11.2 * 11.2);
    double share = Math.pow(overlap, 6) / (0.5 * 1);
    assertEquals(1, all.getLast().quality(), 1e-6);
    for (Match match : all.subList(0, 4)) assertEquals(share, match.quality(), 1e-6);
  }

  @Test
  void whatTwoThingsWantGoesToTheOneThatIsOverlappedMore() {
    var all = new TaskAligned(GRID, 10).of(things(0, 0, 9, 9, 0, 0, 8, 8), new Same(0.5f, 0.5f));

    assertEquals(List.of(new Match(0, 0, 1, 1)), all.stream().filter(m -> m.cell() == 0).toList());
  }

  @Test
  void aBoxWithoutACentreGetsThePlaceItLiesIn() {
    for (float[] box :
        List.of(
            new float[] {17, 9, 19, 11},
            new float[] {62, 30, 64, 32},
            new float[] {64, 32, 64, 32})) {
      var one = new TaskAligned(GRID, 10).of(things(box), new Same(0.5f, 0.5f));
      assertEquals(1, one.size());
    }
    var one = new TaskAligned(GRID, 10).of(things(17, 9, 19, 11), new Same(0.5f, 0.5f));
    assertEquals(8 + 2, one.getFirst().cell());
    assertEquals(4 / 64.0, one.getFirst().quality(), 1e-6);
  }

  @Test
  void neverMoreThanAskedForAndNoPlaceTwice() {
    var dice = new Random(7);
    var said = new Same(0.5f, 1);
    for (int round = 0; round < 200; round++) {
      int count = dice.nextInt(12);
      var boxes = new float[4 * count];
      for (int i = 0; i < count; i++) {
        boxes[4 * i] = dice.nextFloat() * 60;
        boxes[4 * i + 1] = dice.nextFloat() * 30;
        boxes[4 * i + 2] = boxes[4 * i] + dice.nextFloat() * (64 - boxes[4 * i]);
        boxes[4 * i + 3] = boxes[4 * i + 1] + dice.nextFloat() * (32 - boxes[4 * i + 1]);
      }
      var matches = new TaskAligned(GRID, 3).of(things(boxes), said);
      assertEquals(matches.size(), matches.stream().map(Match::cell).distinct().count());
      var each = new int[count];
      for (Match match : matches) {
        assertTrue(++each[match.thing()] <= 3);
        assertTrue(match.quality() >= 0 && match.quality() <= 1);
      }
    }
  }

  @Test
  void whatIsNoNumberMatchesWithoutWeight() {
    var matches = new TaskAligned(GRID, 3).of(things(0, 0, 30, 30), new Same(Float.NaN, Float.NaN));
    assertEquals(3, matches.size());
    for (Match match : matches) assertEquals(0, match.quality());
  }
}
