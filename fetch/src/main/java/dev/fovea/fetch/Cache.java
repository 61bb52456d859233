package dev.fovea.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a file lies: below the cache by host and path, so that who fetches it by hand knows where
 * it belongs.
 */
final class Cache {
  private static final int LONGEST = 120;

  private Cache() {}

  /** {@code CACHE/fetched/download.pytorch.org/models/resnet18-f37072fd.pth}. */
  static Path place(Path cache, URI url) {
    Path host = cache.resolve("fetched").resolve(clean(url.getRawAuthority()));
    Path place = host;
    boolean plain = url.getRawQuery() == null && !url.getRawPath().endsWith("/");
    for (String part : url.getRawPath().split("/+", -1)) {
      if (part.isEmpty()) continue;
      plain &= clean(part).equals(part);
      place = place.resolve(clean(part));
    }
    if (plain && !place.equals(host)) return place;
    String own = Digest.of(url.toString().getBytes(StandardCharsets.UTF_8)).brief();
    return host.resolve(own).resolve(place.getFileName());
  }

  /** A name that every file system takes, and that is no way up. */
  private static String clean(String part) {
    String plain = part.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_");
    return plain.length() <= LONGEST ? plain : plain.substring(plain.length() - LONGEST);
  }
}
