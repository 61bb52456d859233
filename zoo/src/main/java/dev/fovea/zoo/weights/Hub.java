package dev.fovea.zoo.weights;

import dev.fovea.fetch.Digest;
import dev.fovea.fetch.Remote;
import dev.fovea.fetch.Settings;
import dev.fovea.graph.GraphException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of the hub that {@code hf:} means. */
final class Hub {
  private static final Pattern WRITTEN =
      Pattern.compile("hf:([\\w.-]+/[\\w.-]+?)(?:@([\\w.-]+))?/([\\w./-]+)");

  private Hub() {}

  /** {@code hf:owner/repo/file}, or {@code hf:owner/repo@revision/file}. */
  static Remote remote(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches())
      throw new GraphException("a file of the hub is written as hf:owner/repo/file, got " + text);
    String revision = written.group(2) == null ? "main" : written.group(2);
    String path = written.group(1) + "/resolve/" + revision + "/" + written.group(3);
    return new Remote(URI.create(Settings.HUB + "/" + path), Digest.NONE, 0);
  }
}
