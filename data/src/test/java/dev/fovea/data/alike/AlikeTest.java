package dev.fovea.data.alike;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.image.Digest;
import dev.fovea.image.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlikeTest {
  /** Every pair compared with every pair is the truth that the buckets must find. */
  @Test
  void findsEveryPairThatIsNear() {
    var dice = Dice.of(1);
    var prints = new ArrayList<Fingerprint>();
    for (int i = 0; i < 800; i++)
      prints.add(i % 4 == 0 ? random(dice) : flipped(prints.get(i - 1), dice.below(25), dice));
    Set<List<Integer>> expected = new HashSet<>();
    for (int j = 0; j < prints.size(); j++)
      for (int i = 0; i < j; i++)
        if (prints.get(i).distance(prints.get(j)) <= 31)
          expected.add(List.of(i, j, prints.get(i).distance(prints.get(j))));
    Set<List<Integer>> found = new HashSet<>();
    NearPairs.each(prints, 31, (i, j, bits) -> found.add(List.of(i, j, bits)));
    assertEquals(expected, found);
    assertTrue(expected.size() > 500, "there are pairs: " + expected.size());
  }

  @Test
  void aCrowdIsOneGroupAndEndsSoon() {
    var dice = Dice.of(2);
    Fingerprint middle = random(dice);
    var prints = new Fingerprint[5000];
    var digests = new Digest[prints.length];
    for (int i = 0; i < prints.length; i++) {
      prints[i] = flipped(middle, 3, dice);
      digests[i] = new Digest(i, 0);
    }
    Alike alike = Alike.of(digests, prints, most(prints.length), _ -> {});
    assertEquals(1, alike.groups().size());
    assertEquals(prints.length, alike.groups().getFirst().length);
    assertEquals(Alike.MOST_PAIRS, alike.pairs().size());
  }

  @Test
  void theSameFileIsFoundWithoutAFingerprintAndABrokenOneIsLikeNone() {
    var dice = Dice.of(3);
    Fingerprint one = random(dice);
    var digests = new Digest[] {digest(1), digest(2), digest(1), null, digest(3), digest(4), null};
    var prints = new Fingerprint[] {null, one, null, null, flipped(one, 5, dice), null, null};
    var told = new ArrayList<Near>();
    Alike alike = Alike.of(digests, prints, most(7), told::add);
    assertEquals(List.of(new Near(0, 2, 0, true), new Near(1, 4, 5, false)), alike.pairs());
    assertEquals(alike.pairs(), told.stream().distinct().toList());
    assertEquals(2, alike.groups().size());
    assertArrayEquals(new int[] {0, 2}, alike.groups().get(0));
    assertArrayEquals(new int[] {1, 4}, alike.groups().get(1));
  }

  @Test
  void groupsAreTransitive() {
    var groups = new Groups(6);
    groups.join(4, 1);
    groups.join(5, 4);
    groups.join(2, 3);
    var all = groups.all().stream().map(Arrays::toString).toList();
    assertEquals(List.of("[0]", "[1, 4, 5]", "[2, 3]"), all);
  }

  @Test
  void tinyPicturesMustBeMoreAlike() {
    var dice = Dice.of(4);
    Fingerprint one = random(dice);
    var prints = new Fingerprint[] {one, flipped(one, 16, dice), flipped(one, 11, dice)};
    var digests = new Digest[] {digest(1), digest(2), digest(3)};
    var most = new int[] {Alike.bits(28, 28), Alike.bits(500, 375), Alike.bits(28, 28)};
    assertEquals(
        List.of(new Near(0, 2, 11, false)), Alike.of(digests, prints, most, _ -> {}).pairs());
  }

  private static int[] most(int n) {
    var most = new int[n];
    Arrays.fill(most, Alike.bits(500, 375));
    return most;
  }

  private static Digest digest(int n) {
    return new Digest(n, n);
  }

  private static Fingerprint random(Dice dice) {
    return new Fingerprint(dice.nextLong(), dice.nextLong(), dice.nextLong(), dice.nextLong());
  }

  private static Fingerprint flipped(Fingerprint print, int bits, Dice dice) {
    long[] words = {print.a(), print.b(), print.c(), print.d()};
    int[] order = dice.permutation(256);
    for (int k = 0; k < bits; k++) words[order[k] >> 6] ^= 1L << (order[k] & 63);
    return new Fingerprint(words[0], words[1], words[2], words[3]);
  }
}
