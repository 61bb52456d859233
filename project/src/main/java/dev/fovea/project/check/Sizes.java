package dev.fovea.project.check;

import java.util.List;

/**
 * How large pictures are, in pixels.
 *
 * @param ratio width by height
 */
public record Sizes(Extent width, Extent height, Extent shorter, Extent ratio) {

  static Sizes of(List<Fact> facts) {
    return new Sizes(
        Extent.of(facts.stream().mapToDouble(Fact::width)),
        Extent.of(facts.stream().mapToDouble(Fact::height)),
        Extent.of(facts.stream().mapToDouble(Fact::shorterPx)),
        Extent.of(facts.stream().mapToDouble(f -> (double) f.width() / f.height())));
  }
}
