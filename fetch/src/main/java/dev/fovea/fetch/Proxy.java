package dev.fovea.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A proxy as the environment names it: {@code http://name:password@host:port}, all but the host may
 * be left out.
 *
 * @param login name and password with a colon between; empty where it asks for none
 */
record Proxy(String host, int port, String login) {
  static Proxy of(String variable, String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
      if (uri.getHost() == null || !uri.getScheme().matches("https?")) throw wrong(variable);
      return new Proxy(
          uri.getHost(),
          uri.getPort() < 0 ? 80 : uri.getPort(),
          URLDecoder.decode(login.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (URISyntaxException _) { // its message may hold the password
      throw wrong(variable);
    }
  }

  private static FetchException wrong(String variable) {
    return new FetchException(
        FetchException.Kind.SETTING,
        variable + " does not name a proxy that can be used; write http://host:port");
  }

  /** What to say to it of who asks; null where it does not want to know. */
  String basic() {
    if (login.isEmpty()) return null;
    byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
