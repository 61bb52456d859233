package dev.fovea.project.use;

import dev.fovea.graph.Network;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.load.Adapt;
import dev.fovea.torch.load.Fit;
import dev.fovea.torch.load.FitWords;
import dev.fovea.torch.load.Part;
import dev.fovea.torch.load.WeightsFile;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Stem;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.weights.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Networks of the zoo that the tensors of a file are the weights of, whatever the classes, the
 * channels and the names that their publisher gives them.
 */
final class Recognised {
  private Recognised() {}

  /** As {@code resnet20, 10 classes}, and what is left over; mostly one, or none. */
  static List<String> of(WeightsFile file) {
    var found = new ArrayList<String>();
    for (Family family : Zoo.families())
      for (Family.Member member : family.members()) {
        var tensors = file.renamed(Names.of(member.name())).tensors();
        for (Stem stem : family.stems().stream().sorted().toList()) {
          Network network = member.draw().apply(Options.of(1).withStem(stem));
          Fit fit = Fit.of(tensors, network, Adapt.head(family.head()));
          if (fit.fits() && fit.taken() > 0)
            found.add(
                member.name()
                    + small(stem)
                    + classes(tensors, fit, family)
                    + channels(fit)
                    + left(fit));
          if (fit.fits()) break; // a family may draw both stems alike
        }
      }
    return found;
  }

  private static String small(Stem stem) {
    return stem == Stem.SMALL ? " with the stem for small pictures" : "";
  }

  private static String classes(Map<String, StoredTensor> tensors, Fit fit, Family family) {
    return tensors.entrySet().stream()
        .filter(e -> e.getKey().startsWith(fit.prefix() + family.head() + "."))
        .filter(e -> e.getKey().endsWith(".bias"))
        .reduce((_, last) -> last)
        .map(e -> ", " + e.getValue().size() + " classes")
        .orElse(", without a head");
  }

  private static String channels(Fit fit) {
    return fit.parts().values().stream()
        .filter(p -> p instanceof Part.Rewritten)
        .map(p -> ", images of " + ((Part.Rewritten) p).had() + " channels")
        .findFirst()
        .orElse("");
  }

  private static String left(Fit fit) {
    String left = FitWords.leftOver(fit);
    return left.isEmpty() ? "" : "; " + left;
  }
}
