package dev.fovea.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * Another place that holds the same files.
 *
 * @param from the beginning of published urls
 * @param to what stands there instead
 */
public record Mirror(String from, String to) {
  public Mirror {
    if (!from.matches("https?://.+") || !web(to))
      throw new FetchException(
          FetchException.Kind.SETTING,
          "a mirror is written as https://published/=https://mirror/, got " + from + "=" + to);
  }

  private static boolean web(String text) {
    try {
      return text.matches("https?://.+") && new URI(text).getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /** Several of them: {@code https://a/=https://b/ https://c/=https://d/}. */
  static List<Mirror> all(String text) {
    var mirrors = new ArrayList<Mirror>();
    for (String part : text.trim().split("[\\s,]+", -1)) {
      if (part.isEmpty()) continue;
      int equals = part.indexOf("=http");
      if (equals < 0)
        throw new FetchException(
            FetchException.Kind.SETTING,
            "FOVEA_MIRROR is written as https://published/=https://mirror/, got " + part);
      mirrors.add(new Mirror(part.substring(0, equals), part.substring(equals + 1)));
    }
    return mirrors;
  }

  /** Where to ask for a url: at the first mirror whose beginning it has. */
  static URI of(URI url, List<Mirror> mirrors) {
    String text = url.toString();
    for (Mirror mirror : mirrors)
      if (text.startsWith(mirror.from))
        return URI.create(mirror.to + text.substring(mirror.from.length()));
    return url;
  }
}
