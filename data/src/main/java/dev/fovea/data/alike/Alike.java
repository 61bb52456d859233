package dev.fovea.data.alike;

import dev.fovea.data.Example;
import dev.fovea.image.Digest;
import dev.fovea.image.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which of many pictures are the same or nearly the same.
 *
 * @param groups positions that belong together, two or more each, ascending; what is like one of a
 *     group is in it, so the ends of a group may be less alike
 * @param pairs direct neighbours, at most {@value #MOST_PAIRS} that are the same and as many that
 *     are nearly so
 */
public record Alike(List<int[]> groups, List<Near> pairs) {
  /**
   * Bits of 256 in which the fingerprints of near duplicates differ at most. Measured on
   * photographs (COCO, fruit, blood cells, machined parts): nearly all copies that were compressed,
   * halved, brightened or made noisy are within it, and of 300,000 pairs of different scenes none;
   * of 7,000 pairs of different parts on one table two are.
   */
  static final int BITS = 20;

  /**
   * The same for pictures of at most {@value #TINY_PX} px: in them different things of one outline
   * differ in few bits (shirts of Fashion-MNIST in 20).
   */
  static final int TINY_BITS = 12;

  private static final int TINY_PX = 64;

  /**
   * Two pictures that differ in this many bits at most are one picture in two files, or as good as
   * that; what differs in more, up to {@link #bits}, may be another thing in the same setting.
   * Measured on drawn parts and fruit: of copies saved anew, resized or brightened 94 to 100 % are
   * within it, of those without a rim of half a pixel in a hundred 86 to 99 %; no pair of different
   * parts is (they begin at 14).
   */
  public static final int SURE_BITS = 12;

  /** Pairs that are remembered one by one; more than anybody looks at. */
  public static final int MOST_PAIRS = 100_000;

  /** To this many pixels a JPEG is shrunk at most while it is decoded; prints depend on it. */
  public static final int LEAST_PX = 128;

  public Alike {
    groups = List.copyOf(groups);
    pairs = List.copyOf(pairs);
  }

  /** Looks at all pictures; those that cannot be decoded are like no other. */
  public static Alike of(List<Example> examples, int threads, Glances.Progress progress) {
    int n = examples.size();
    var digests = new Digest[n];
    var prints = new Fingerprint[n];
    var bits = new int[n];
    Glances.each(
        examples,
        LEAST_PX,
        threads,
        (i, glance) -> {
          digests[i] = glance.digest();
          prints[i] = Fingerprint.of(glance.small()).orElse(null);
          bits[i] = bits(glance.width(), glance.height());
        },
        (_, _) -> {}, // left out of training too, and said there
        progress);
    return of(digests, prints, bits, _ -> {});
  }

  /** In how many bits near duplicates of a picture of this size differ at most. */
  public static int bits(int width, int height) {
    return Math.min(width, height) <= TINY_PX ? TINY_BITS : BITS;
  }

  /**
   * From what is known of each picture.
   *
   * @param digests null where a picture is broken
   * @param prints null where a picture is broken or flat; flat ones are the same or nothing
   * @param most of each picture, by {@link #bits}
   * @param told of every pair, also of those that are not remembered, of some more than once; first
   *     of those that are the same
   */
  public static Alike of(Digest[] digests, Fingerprint[] prints, int[] most, Consumer<Near> told) {
    var groups = new Groups(digests.length);
    var pairs = new ArrayList<Near>();
    int[] indexed = same(digests, prints, groups, pairs, told);
    var known = new HashSet<Long>();
    NearPairs.each(
        Arrays.stream(indexed).mapToObj(i -> prints[i]).toList(),
        BITS,
        (one, other, bits) -> {
          int i = indexed[one];
          int j = indexed[other];
          if (bits > Math.min(most[i], most[j])) return;
          groups.join(i, j);
          var near = new Near(i, j, bits, false);
          told.accept(near);
          if (known.size() < MOST_PAIRS && known.add(((long) i << 32) | j)) pairs.add(near);
        });
    return new Alike(groups.all().stream().filter(group -> group.length > 1).toList(), pairs);
  }

  /** Joins what is the same; the answer are the positions to look for near ones among. */
  private static int[] same(
      Digest[] digests,
      Fingerprint[] prints,
      Groups groups,
      List<Near> pairs,
      Consumer<Near> told) {
    var firsts = new HashMap<Digest, Integer>();
    var indexed = new ArrayList<Integer>();
    for (int i = 0; i < digests.length; i++) {
      if (digests[i] == null) continue;
      Integer first = firsts.putIfAbsent(digests[i], i);
      if (first == null) {
        if (prints[i] != null) indexed.add(i);
        continue;
      }
      groups.join(first, i);
      var near = new Near(first, i, 0, true);
      told.accept(near);
      if (pairs.size() < MOST_PAIRS) pairs.add(near);
    }
    return indexed.stream().mapToInt(Integer::intValue).toArray();
  }
}
