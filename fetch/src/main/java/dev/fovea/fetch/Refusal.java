package dev.fovea.fetch;

import java.net.URI;
import java.util.Set;

/** What a server means by its status, in words. */
final class Refusal {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

  private Refusal() {}

  /** Whether it may be another one in a moment. */
  static boolean passes(int status) {
    return PASSING.contains(status);
  }

  /**
   * Why there is no file.
   *
   * @param hub the hub was asked, whose files may want consent and a token
   * @param token one was shown
   */
  static String sentence(URI url, int status, boolean hub, boolean token) {
    String where = Remote.shown(url);
    return switch (status) {
      case 401 -> where + " wants to know who asks (401); " + known(hub, token);
      case 403 ->
          where
              + " may not be read (403); "
              + (hub
                  ? "agree to its terms on its page, then set HF_TOKEN to a token that may read it"
                  : "ask its owner, or fetch it by hand");
      case 404, 410 ->
          where + " does not exist (" + status + "); check the spelling, or name another url";
      case 407 ->
          "the proxy wants a name and password (407); write them into https_proxy as"
              + " http://name:password@host:port";
      default -> where + " answers " + status + " and not with a file; name another url";
    };
  }

  private static String known(boolean hub, boolean token) {
    if (!hub) return "fetch it by hand";
    return token
        ? "the token in HF_TOKEN is not taken; make a new one on the hub's page of settings"
        : "set HF_TOKEN to a token of the hub, and check the spelling: a file that does not exist"
            + " is answered alike";
  }
}
