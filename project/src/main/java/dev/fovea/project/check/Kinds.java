package dev.fovea.project.check;

import java.util.List;
import java.util.function.Predicate;

/**
 * How many pictures are of a kind that often hides a mistake.
 *
 * @param grey without colours
 * @param sixteenBit with 16 bits a sample
 * @param alpha with transparency
 * @param cmyk stored as inks
 * @param turned by EXIF
 * @param flat of one grey, or nearly
 */
public record Kinds(int grey, int sixteenBit, int alpha, int cmyk, int turned, int flat) {

  static Kinds of(List<Fact> facts) {
    return new Kinds(
        count(facts, Fact::grey),
        count(facts, f -> f.bits() == 16),
        count(facts, Fact::alpha),
        count(facts, Fact::cmyk),
        count(facts, Fact::turned),
        count(facts, f -> f.print() == null));
  }

  private static int count(List<Fact> facts, Predicate<Fact> kind) {
    return (int) facts.stream().filter(kind).count();
  }
}
