package dev.fovea.data.read;

import dev.fovea.data.Broken;
import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.image.Classes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;

/**
 * What is the same for all formats: broken pictures leave, what remains must make sense, and
 * oddities are said.
 */
final class Finish {
  private Finish() {}

  static Dataset of(Listing listing, ReadOptions options) {
    var broken = new ArrayList<Broken>();
    var examples = new EnumMap<Split, List<Example>>(Split.class);
    listing.examples().forEach((s, list) -> examples.put(s, sound(list, options, broken)));
    broken.sort((one, other) -> one.id().compareTo(other.id()));
    var found =
        new Dataset(
            listing.format(),
            listing.root(),
            new Classes(listing.classes()),
            listing.multiLabel(),
            examples,
            broken,
            listing.warnings());
    return of(found, options);
  }

  /** What is found, or a sentence why it cannot be used. */
  static Dataset of(Dataset found, ReadOptions options) {
    refuse(found, options);
    return warned(found);
  }

  private static List<Example> sound(List<Example> list, ReadOptions options, List<Broken> broken) {
    return options.check() ? Sound.of(list, options.threads(), broken) : list;
  }

  private static void refuse(Dataset found, ReadOptions options) {
    if (!found.broken().isEmpty()) {
      var first = found.broken().getFirst();
      int all = found.broken().size() + found.size();
      if (options.strict()) {
        throw new DataException(
            "%s: %,d of %s cannot be decoded, and in strict mode that ends the work; the first: %s"
                .formatted(
                    found.root(), found.broken().size(), Counted.of(all, "picture"), first.why()));
      }
      if (found.size() == 0) {
        throw new DataException(
            "%s: none of %s can be decoded; the first: %s"
                .formatted(found.root(), Counted.of(all, "picture"), first.why()));
      }
    }
    if (found.size() == 0) throw new DataException(found.root() + ": there are no pictures in it");
    if (!options.training()) return;
    if (found.split(Split.TRAIN).isEmpty()) {
      throw new DataException(
          "%s: there are no training pictures, only %s"
              .formatted(found.root(), found.description()));
    }
    if (found.boxes()) {
      if (found.things(Split.TRAIN) > 0) return;
      boolean crowds = Arrays.stream(found.boxCounts(Split.TRAIN)).sum() > 0;
      throw new DataException(
          "%s: none of the training pictures has a box%s (%s)"
              .formatted(
                  found.root(),
                  crowds ? " that is no crowd, and from crowds nothing is learned" : "",
                  found.description()));
    }
    if (found.classes().size() < 2) {
      throw new DataException(
          "%s: found one class only, '%s' (%s); a classifier needs two or more to tell apart"
              .formatted(
                  found.root(), found.classes().name(0), Counted.of(found.size(), "picture")));
    }
  }

  private static Dataset warned(Dataset found) {
    var warnings = new ArrayList<>(found.warnings());
    int[] train = found.counts(Split.TRAIN);
    for (Split split : List.of(Split.VAL, Split.TEST)) {
      int[] counts = found.counts(split);
      for (int c = 0; c < counts.length; c++) {
        if (counts[c] > 0 && train[c] == 0 && !found.split(Split.TRAIN).isEmpty()) {
          warnings.add(
              "class '%s' is in %s (%s) but not in train: it cannot be learnt"
                  .formatted(
                      found.classes().name(c), split.word(), Counted.of(counts[c], "picture")));
        }
      }
    }
    return found.withWarnings(warnings);
  }
}
