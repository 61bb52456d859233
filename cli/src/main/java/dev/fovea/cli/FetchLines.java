package dev.fovea.cli;

import dev.fovea.fetch.FetchEvent;
import java.util.Locale;

/** How a file comes from the network, on the screen. */
final class FetchLines {
  private FetchLines() {}

  static void tell(FetchEvent event, Live live) {
    switch (event) {
      case FetchEvent.Started s -> live.line("Fetching " + s.remote() + size(s.have(), s.total()));
      case FetchEvent.Came c -> live.show(came(c.have(), c.total()));
      case FetchEvent.Again a ->
          live.line("  " + a.reason() + "; tried again in " + a.pause().toSeconds() + " s");
      case FetchEvent.Waiting w ->
          live.line("  another program fetches " + w.place().getFileName() + "; waiting for it");
      case FetchEvent.Damaged d ->
          live.line("Warning: " + d.place() + " is damaged and is fetched again");
    }
  }

  private static String size(long have, long total) {
    if (total < 0) return "";
    String whole = ", " + megabytes(total);
    return have > 0 ? whole + " of which " + megabytes(have) + " are here" : whole;
  }

  private static String came(long have, long total) {
    if (total <= 0) return "fetching  " + megabytes(have);
    return "fetching "
        + Live.bar((double) have / total)
        + "  "
        + megabytes(have)
        + " of "
        + megabytes(total);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
