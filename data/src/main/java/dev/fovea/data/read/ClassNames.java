package dev.fovea.data.read;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Puts class names in order: by number when all are whole numbers, else as text, capitals first, as
 * torchvision does.
 */
public final class ClassNames {
  private ClassNames() {}

  public static List<String> sorted(Collection<String> names) {
    boolean numbers = names.stream().allMatch(n -> n.matches("[0-9]{1,18}"));
    Comparator<String> byNumber = Comparator.comparing(BigInteger::new);
    var sorted =
        new TreeSet<>(
            numbers
                ? byNumber.thenComparing(Comparator.naturalOrder())
                : Comparator.<String>naturalOrder());
    sorted.addAll(names);
    return List.copyOf(sorted);
  }
}
