package dev.fovea.torch.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tensors of a file that a network has no place for.
 *
 * @param beside it: heads of another use, copies that an average left, counters; the network
 *     computes the same without them
 * @param within its own parts, e.g. {@code layer1.2.conv1.weight} for a {@code layer1} of two
 *     blocks, or the gates of a squeeze: the file is of a network that has more in them
 */
public record LeftOver(List<String> beside, List<String> within) {
  private static final String NUMBER_AT_END = "[0-9]*$";

  public LeftOver {
    beside = List.copyOf(beside);
    within = List.copyOf(within);
  }

  /**
   * Parts them.
   *
   * @param names of the file
   * @param prefix that those of the network have in the file
   * @param taken names of the network's tensors
   */
  static LeftOver of(
      Collection<String> names, String prefix, Collection<String> taken, Adapt adapt) {
    Set<String> parts = taken.stream().map(LeftOver::part).collect(Collectors.toUnmodifiableSet());
    var beside = new ArrayList<String>();
    var within = new ArrayList<String>();
    for (String name : names) {
      String own = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
      boolean computes = !own.endsWith(Fit.COUNTER) && !isHead(own, adapt);
      (computes && parts.contains(part(own)) ? within : beside).add(name);
    }
    return new LeftOver(beside, within);
  }

  /** Those that say most: of another network, else what lies beside this one. */
  List<String> telling() {
    return within.isEmpty() ? beside : within;
  }

  /** The outermost part that a name lies in: {@code layer} of {@code layer4.0.conv1.weight}. */
  private static String part(String name) {
    int dot = name.indexOf('.');
    return (dot < 0 ? name : name.substring(0, dot)).replaceFirst(NUMBER_AT_END, "");
  }

  /** Whatever stood in the place of a head that starts anew: {@code fc.2}, {@code fc2}. */
  private static boolean isHead(String name, Adapt adapt) {
    return adapt.startsAnew(name)
        || adapt.anew().stream()
            .map(head -> head.replaceFirst(NUMBER_AT_END, ""))
            .anyMatch(head -> !head.isEmpty() && name.startsWith(head));
  }
}
