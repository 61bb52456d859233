package dev.fovea.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A file that lies elsewhere.
 *
 * @param url where it is published, http or https
 * @param digest what it must hold; {@link Digest#NONE} where that is not published
 * @param bytes about how many; 0 where that is not known. Less than half or more than twice as many
 *     are refused before they are fetched.
 */
public record Remote(URI url, Digest digest, long bytes) {
  public Remote {
    if (url.getRawUserInfo() != null)
      throw new IllegalArgumentException(
          "a url must not hold a name and password, and the one for "
              + url.getHost()
              + " does; leave them out");
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.toLowerCase(Locale.ROOT).matches("https?") || url.getHost() == null)
      throw new IllegalArgumentException(
          url + " cannot be fetched: expected a url such as https://example.org/weights.pth");
    if (bytes < 0) throw new IllegalArgumentException("a file has 0 bytes or more, got " + bytes);
  }

  /** A file of which nothing but the url is known. */
  public static Remote of(String url) {
    try {
      return new Remote(new URI(url), Digest.NONE, 0);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(url + " is no url: " + e.getReason(), e);
    }
  }

  /** The url without its query, which may hold a secret. */
  static String shown(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query) + "?...";
  }

  @Override
  public String toString() {
    return shown(url);
  }
}
