package dev.fovea.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the environment says of the network and the cache.
 *
 * @param cache the folder that fetched files lie under
 * @param offline the network is not to be used
 * @param mirrors places to ask instead, the first that fits
 * @param tokens what to show to a server, by scheme, host and port: {@code https://example.org}
 * @param proxies the environment's variables whose names end with {@code _proxy}
 */
public record Settings(
    Path cache,
    boolean offline,
    List<Mirror> mirrors,
    Map<String, String> tokens,
    Map<String, String> proxies,
    Patience patience) {
  /** The hub that {@code hf:} means. */
  public static final String HUB = "https://huggingface.co";

  /** The variables of Fovea's own that are read here. */
  public static final List<String> VARIABLES =
      List.of("FOVEA_CACHE", "FOVEA_MIRROR", "FOVEA_OFFLINE", "FOVEA_TIMEOUT");

  public Settings {
    mirrors = List.copyOf(mirrors);
    tokens = Map.copyOf(tokens);
    proxies =
        proxies.entrySet().stream()
            .filter(e -> e.getKey().toLowerCase(Locale.ROOT).endsWith("_proxy"))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Without tokens and proxies, which may hold passwords. */
  @Override
  public String toString() {
    return "Settings[cache=" + cache + ", offline=" + offline + ", mirrors=" + mirrors + "]";
  }

  /** Of this process's environment. */
  public static Settings system() {
    return of(System.getenv());
  }

  /**
   * Of variables that are given.
   *
   * @throws FetchException where one makes no sense
   */
  public static Settings of(Map<String, String> environment) {
    var mirrors = new ArrayList<>(Mirror.all(environment.getOrDefault("FOVEA_MIRROR", "")));
    String hub = hub(environment);
    if (!hub.equals(HUB)) mirrors.add(new Mirror(HUB + "/", hub + "/"));
    String token = token(environment);
    return new Settings(
        cache(environment),
        offline(environment.getOrDefault("FOVEA_OFFLINE", "")),
        mirrors,
        token.isEmpty() ? Map.of() : Map.of(origin(URI.create(hub)), token),
        environment,
        Patience.of(quiet(environment.getOrDefault("FOVEA_TIMEOUT", "60"))));
  }

  /** {@code FOVEA_CACHE}, or {@code fovea} in the user's folder for caches. */
  private static Path cache(Map<String, String> environment) {
    String own = environment.getOrDefault("FOVEA_CACHE", "");
    if (!own.isEmpty()) return Path.of(own).toAbsolutePath();
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (caches.startsWith("/") ? Path.of(caches) : home().resolve(".cache")).resolve("fovea");
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  private static boolean offline(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes", "on" -> true;
      case "", "0", "false", "no", "off" -> false;
      default ->
          throw new FetchException(
              FetchException.Kind.SETTING, "FOVEA_OFFLINE must be 1 or 0, got " + text);
    };
  }

  private static Duration quiet(String text) {
    if (!text.matches("[1-9][0-9]{0,4}"))
      throw new FetchException(
          FetchException.Kind.SETTING,
          "FOVEA_TIMEOUT is the seconds to wait for a byte, 1 to 99999, got " + text);
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  private static String hub(Map<String, String> environment) {
    String text = environment.getOrDefault("HF_ENDPOINT", "").replaceFirst("/+$", "");
    if (text.isEmpty()) return HUB;
    if (!text.matches("https?://[^/?#@]+(/[^?#]*)?"))
      throw new FetchException(
          FetchException.Kind.SETTING,
          "HF_ENDPOINT must be a url such as " + HUB + ", got " + text);
    return text;
  }

  /** Scheme, host and port, as far as they are said. */
  static String origin(URI url) {
    return url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getRawAuthority();
  }

  /** The hub's token, where the hub's own tools look for it. */
  private static String token(Map<String, String> environment) {
    String token = environment.getOrDefault("HF_TOKEN", "").strip();
    if (!token.isEmpty()) return token;
    String home = environment.getOrDefault("HF_HOME", home() + "/.cache/huggingface");
    Path file = Path.of(environment.getOrDefault("HF_TOKEN_PATH", home + "/token"));
    try {
      return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    } catch (IOException _) { // whoever needs one is told so by the hub
      return "";
    }
  }
}
