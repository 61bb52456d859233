package dev.fovea.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/** What an exception means, in words. */
final class Trouble {
  private Trouble() {}

  /** Of the network: why nobody answers, or not to the end. */
  static String network(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> "no connection came about in time";
      case HttpTimeoutException _ -> e.getMessage();
      case ConnectException _ when caused(e, UnresolvedAddressException.class) ->
          "the network knows no such host";
      case ConnectException _ -> "the connection was refused";
      case SSLException _ when String.valueOf(e.getMessage()).contains("PKIX") ->
          "its certificate is not trusted here (name a trust store that does:"
              + " FOVEA_OPTS=-Djavax.net.ssl.trustStore=FILE)";
      case SSLException _ -> "no encrypted connection came about (" + e.getMessage() + ")";
      default -> "the connection was cut";
    };
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> type) {
    for (Throwable at = e; at != null; at = at.getCause()) if (type.isInstance(at)) return true;
    return false;
  }

  /** Of the disk. */
  static FetchException local(Path place, IOException e) {
    String message = String.valueOf(e.getMessage());
    boolean full = message.contains("space left") || message.contains("quota");
    String why =
        switch (e) {
          case AccessDeniedException denied ->
              "no permission to write " + denied.getFile() + "; change it,";
          case IOException _ when full -> "the disk is full; make room,";
          case FileSystemException f when f.getReason() != null -> f.getReason() + ";";
          default -> message + ";";
        };
    return new FetchException(
        FetchException.Kind.LOCAL,
        place + " cannot be kept: " + why + " or name another folder with FOVEA_CACHE",
        e);
  }
}
