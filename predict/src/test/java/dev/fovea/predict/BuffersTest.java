package dev.fovea.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BuffersTest {
  @Test
  void whatIsLentIsJustAsLongAndDirect() {
    for (int n : new int[] {7, 3, 9, 1}) {
      int[] room = Buffers.lend(n, 5, b -> new int[] {b.remaining(), b.isDirect() ? 1 : 0});
      assertEquals(5 * n, room[0]);
      assertEquals(1, room[1]);
    }
  }

  @Test
  void twoAtATimeAreTwo() {
    Buffers.lend(
        2,
        2,
        outer -> {
          outer.put(0, 1);
          Buffers.lend(2, 2, inner -> inner.put(0, 2));
          assertEquals(1, outer.get(0));
          return null;
        });
  }

  @Test
  void moreThanThereIsRoomForIsOneSentence() {
    var refused =
        assertThrows(
            ModelException.class, () -> Buffers.lend(1_000_000, 3L * 224 * 224, b -> b.get(0)));
    assertEquals(
        "1000000 pictures at a time are 602,112 MB of numbers, more than there is room for; give"
            + " fewer",
        refused.getMessage());
  }

  @Test
  void whatWasUsedInVainIsLentAgain() {
    var failed = new IllegalStateException("in use");
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                Buffers.lend(
                    1,
                    1,
                    b -> {
                      throw failed;
                    }));
    assertSame(failed, thrown);
    int room = Buffers.lend(1, 1, b -> b.remaining());
    assertEquals(1, room);
  }
}
