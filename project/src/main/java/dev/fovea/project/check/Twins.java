package dev.fovea.project.check;

import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.alike.Alike;
import dev.fovea.data.alike.Near;
import dev.fovea.image.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is said of pictures that are the same or nearly the same.
 *
 * @param groups of two or more
 * @param grouped pictures in them
 * @param repeated pictures whose file is the same as an earlier one's, byte by byte
 * @param leaked of the validation and the test pictures: how many differ from one of an earlier
 *     split in {@value dev.fovea.data.alike.Alike#SURE_BITS} bits at most
 * @param resembling how many others are nearly the same as one of an earlier split
 * @param contradicting pictures whose file is the same as one of another class, or of other boxes
 * @param doubtful pictures that are nearly the same as one of another class
 * @param pairs those that contradict first, then those across splits, then the most alike
 */
public record Twins(
    int groups,
    int grouped,
    int repeated,
    Map<Split, Integer> leaked,
    Map<Split, Integer> resembling,
    int contradicting,
    int doubtful,
    List<Twin> pairs) {

  /** Two pictures. */
  public record Twin(
      Example first, Split firstSplit, Example second, Split secondSplit, int bits, boolean same) {

    /** Whether they have different classes; of boxes, whether one file has different ones. */
    public boolean contradicts() {
      boolean boxes = first.truth() instanceof Truth.Objects;
      return (same || !boxes) && !known(first).equals(known(second));
    }

    /** What is known to be in a picture, in whatever order it is listed. */
    private static Object known(Example example) {
      return example.truth() instanceof Truth.Objects objects
          ? objects.things().stream().collect(Collectors.groupingBy(t -> t, Collectors.counting()))
          : example.truth();
    }

    /** Whether they are in different splits. */
    public boolean leaks() {
      return firstSplit != secondSplit;
    }
  }

  static Twins of(Survey survey) {
    var leaks = new Leaks(survey.splits());
    Alike alike = survey.alike(leaks);
    var pairs = new ArrayList<Twin>();
    for (Near near : alike.pairs()) pairs.add(twin(survey, near));
    pairs.sort(
        Comparator.comparing((Twin t) -> !(t.contradicts() && t.same()))
            .thenComparing(t -> !t.leaks())
            .thenComparing(t -> !t.contradicts())
            .thenComparingInt(Twin::bits)
            .thenComparing(t -> t.first().id())
            .thenComparing(t -> t.second().id()));
    List<List<Example>> same = same(survey);
    return new Twins(
        alike.groups().size(),
        alike.groups().stream().mapToInt(group -> group.length).sum(),
        same.stream().mapToInt(group -> group.size() - 1).sum(),
        leaks.sure(),
        leaks.resembling(),
        same.stream().filter(group -> classes(group) > 1).mapToInt(List::size).sum(),
        pictures(pairs, t -> !t.same() && t.contradicts()),
        pairs);
  }

  /** The pictures of each file that is there more than once. */
  private static List<List<Example>> same(Survey survey) {
    var files = new LinkedHashMap<Digest, List<Example>>();
    for (int i = 0; i < survey.facts().size(); i++) {
      Fact fact = survey.facts().get(i);
      if (fact == null) continue;
      files.computeIfAbsent(fact.digest(), _ -> new ArrayList<>()).add(survey.examples().get(i));
    }
    return files.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static long classes(List<Example> group) {
    return group.stream().map(Twin::known).distinct().count();
  }

  private static Twin twin(Survey survey, Near near) {
    return new Twin(
        survey.examples().get(near.first()),
        survey.splits().get(near.first()),
        survey.examples().get(near.second()),
        survey.splits().get(near.second()),
        near.bits(),
        near.same());
  }

  private static int pictures(List<Twin> pairs, Predicate<Twin> wanted) {
    var ids = new HashSet<String>();
    for (Twin twin : pairs) {
      if (!wanted.test(twin)) continue;
      ids.add(twin.first().id());
      ids.add(twin.second().id());
    }
    return ids.size();
  }
}
