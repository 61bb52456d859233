package dev.fovea.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to a url. Java's own properties ({@code https.proxyHost} and its like) go
 * first, then {@code https_proxy}, {@code http_proxy} and {@code all_proxy} of the environment, in
 * small or capital letters, but for the hosts of {@code no_proxy}.
 */
final class Proxies extends ProxySelector {
  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<java.net.Proxy> select(URI url) {
    if (javas(url)) return ProxySelector.getDefault().select(url);
    return of(url)
        .map(p -> List.of(new java.net.Proxy(java.net.Proxy.Type.HTTP, resolved(p))))
        .orElse(List.of(java.net.Proxy.NO_PROXY));
  }

  private static InetSocketAddress resolved(Proxy proxy) {
    return new InetSocketAddress(proxy.host(), proxy.port());
  }

  /** Whether Java's own properties name the proxy; a password of another one is not for it. */
  private static boolean javas(URI url) {
    return System.getProperty(url.getScheme().toLowerCase(Locale.ROOT) + ".proxyHost") != null;
  }

  /** What the environment says of a url, where Java's own properties say nothing. */
  Optional<Proxy> of(URI url) {
    if (javas(url) || direct(url)) return Optional.empty();
    for (String variable : List.of(url.getScheme().toLowerCase(Locale.ROOT), "all")) {
      String name = variable + "_proxy";
      String text = value(name);
      if (!text.isBlank()) return Optional.of(Proxy.of(name, text.trim()));
    }
    return Optional.empty();
  }

  private boolean direct(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    for (String part : value("no_proxy").toLowerCase(Locale.ROOT).split("[\\s,]+", -1)) {
      String name = part.replaceFirst("^\\*?\\.", "");
      boolean port = name.endsWith(":" + url.getPort());
      String bare = port ? name.substring(0, name.lastIndexOf(':')) : name;
      if (bare.equals("*") || (!bare.isEmpty() && (host.equals(bare) || host.endsWith("." + bare))))
        return true;
    }
    return false;
  }

  private String value(String name) {
    String small = environment.getOrDefault(name, "");
    return small.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : small;
  }

  @Override
  public void connectFailed(URI url, SocketAddress address, IOException e) {
    // the exception that follows says it
  }
}
