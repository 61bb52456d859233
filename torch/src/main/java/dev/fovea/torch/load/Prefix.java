package dev.fovea.torch.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What wrappers put before the names of all tensors: data parallel, compile, Lightning. */
public final class Prefix {
  private static final List<String> KNOWN = List.of("module.", "_orig_mod.", "model.", "net.");

  private Prefix() {}

  /**
   * The prefix that half of the names or more begin with, e.g. {@code module._orig_mod.}; or "".
   */
  public static String of(Collection<String> names) {
    return candidates(names).getLast();
  }

  /** "" and each longer prefix that half of the names or more begin with. */
  static List<String> candidates(Collection<String> names) {
    var all = new ArrayList<>(List.of(""));
    while (all.size() <= KNOWN.size()) {
      String longest = all.getLast();
      KNOWN.stream()
          .map(known -> longest + known)
          .filter(prefix ->
              2 * names.stream().filter(n -> n.startsWith(prefix)).count()
                  >= Math.max(1, names.size()))
          .findFirst()
          .ifPresent(all::add);
      if (all.getLast().equals(longest)) break;
    }
    return all;
  }
}
