package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Where a model comes from; the same run gives the same words, so no dates and no machines. */
final class Provenance {
  private Provenance() {}

  static SequencedMap<String, String> of(Recipe recipe, Dataset data) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("fovea", Version.of());
    facts.put("model", recipe.model().name());
    if (recipe.model().pretrained())
      facts.put("weights", Pretrained.shown(recipe.model().weights()));
    if (recipe.model().weightsSha256() != null)
      facts.put("weights_digest", "sha256:" + recipe.model().weightsSha256());
    facts.put("data", data.description());
    facts.put("data_digest", digest(data));
    facts.put("seed", Long.toString(recipe.train().seed()));
    return facts;
  }

  /** Labels, or things with their boxes. */
  private static Object known(Truth truth) {
    return truth instanceof Truth.Objects(var things) ? things : truth.labels();
  }

  /** SHA-256 of every example's split, name and labels or boxes. */
  private static String digest(Dataset data) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      for (Split split : Split.values())
        for (Example e : data.split(split))
          sha.update(
              (split + "\t" + e.id() + "\t" + known(e.truth()) + "\n")
                  .getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
