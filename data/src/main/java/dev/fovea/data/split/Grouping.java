package dev.fovea.data.split;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.alike.Groups;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which examples stay on one side of a split: those whose ids agree in what an expression finds,
 * and those that are said to belong together. What is joined by either is joined.
 */
public final class Grouping {
  /** Each example by itself. */
  public static final Grouping NONE = new Grouping(Optional.empty(), Map.of());

  private final Optional<Pattern> pattern;
  private final Map<String, Integer> together;

  private Grouping(Optional<Pattern> pattern, Map<String, Integer> together) {
    this.pattern = pattern;
    this.together = together;
  }

  /**
   * Examples whose ids agree in group 1 of this expression, or the whole match if it has no group;
   * an id that it does not match is a group by itself. Without an expression {@link #NONE}.
   */
  public static Grouping by(Optional<Pattern> pattern) {
    return new Grouping(pattern, Map.of());
  }

  /** This grouping, and each of these groups of examples together. */
  public Grouping and(Collection<List<Example>> groups) {
    var all = new HashMap<>(together);
    int next = 1 + all.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    for (List<Example> group : groups) {
      for (Example example : group) all.put(example.id(), next);
      next++;
    }
    return new Grouping(pattern, all);
  }

  /** The examples in groups, by their first ones. */
  List<List<Example>> of(List<Example> examples) {
    var groups = new Groups(examples.size());
    var firsts = new HashMap<Object, Integer>();
    boolean matched = false;
    for (int i = 0; i < examples.size(); i++) {
      String key = key(examples.get(i).id());
      matched |= key != null;
      join(groups, firsts, key, i);
      join(groups, firsts, together.get(examples.get(i).id()), i);
    }
    if (pattern.isPresent() && !matched) {
      throw new DataException(
          "the grouping '%s' matches none of the %,d training pictures; the first is '%s'"
              .formatted(pattern.get(), examples.size(), examples.getFirst().id()));
    }
    return groups.all().stream()
        .map(group -> java.util.Arrays.stream(group).mapToObj(examples::get).toList())
        .toList();
  }

  private static void join(Groups groups, Map<Object, Integer> firsts, Object key, int i) {
    if (key == null) return;
    Integer first = firsts.putIfAbsent(key, i);
    if (first != null) groups.join(first, i);
  }

  private String key(String id) {
    if (pattern.isEmpty()) return null;
    var match = pattern.get().matcher(id);
    if (!match.find()) return null;
    return match.groupCount() > 0 ? match.group(1) : match.group();
  }
}
