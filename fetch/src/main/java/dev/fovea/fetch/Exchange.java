package dev.fovea.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Questions to servers and their answers. Redirects are followed here, not by Java's client, which
 * would show a token to whatever host it is led to.
 */
final class Exchange implements AutoCloseable {
  private static final int MOST_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  private final Settings settings;
  private final Proxies proxies;
  private final HttpClient client;

  /**
   * An answer whose body nobody has taken yet.
   *
   * @param url where the redirects ended
   * @param linked the digest that a hub says of the file on the way, where it does
   */
  record Answer(URI url, HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, Digest linked) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Exchange(Settings settings) {
    this.settings = settings;
    this.proxies = new Proxies(settings.proxies());
    // Java refuses passwords to proxies of https unless told otherwise; who names one wants it so.
    if (System.getProperty(TUNNELS) == null) System.setProperty(TUNNELS, "");
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.patience().connect())
            .proxy(proxies)
            .build();
  }

  /** Asks a url and where it leads to. */
  Answer get(URI url, Map<String, String> headers) throws IOException, InterruptedException {
    Digest linked = Digest.NONE;
    URI at = url;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      var answer = new Answer(at, ask(at, headers), linked);
      String said = answer.header("x-linked-etag").replace("\"", "");
      if (said.matches("[0-9a-f]{64}")) linked = new Digest(said);
      if (!REDIRECTS.contains(answer.status())) return new Answer(at, answer.response(), linked);
      new Body(answer.response().body(), settings.patience().quiet()).close();
      at = led(at, answer.header("location"));
    }
    throw new FetchException(
        FetchException.Kind.REFUSED,
        Remote.shown(url) + " leads from one place to the next without end; name another url");
  }

  private static URI led(URI from, String location) {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException _) {
      to = URI.create("");
    }
    String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
    boolean worse = from.getScheme().equalsIgnoreCase("https") && !scheme.equals("https");
    if (location.isEmpty() || to.getHost() == null || !scheme.matches("https?") || worse)
      throw new FetchException(
          FetchException.Kind.REFUSED,
          Remote.shown(from)
              + " leads to '"
              + Remote.shown(URI.create(to.toString()))
              + "', which is not followed"
              + (worse ? ": from https only to https" : "; name another url"));
    return to;
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(URI url, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url).header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    String token = settings.tokens().get(Settings.origin(url));
    if (token != null) request.header("Authorization", "Bearer " + token);
    proxies.of(url).map(Proxy::basic).ifPresent(b -> request.header("Proxy-Authorization", b));
    var asked = client.sendAsync(request.build(), BodyHandlers.ofPublisher());
    try {
      return asked.get(settings.patience().quiet().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      asked.cancel(true);
      throw new HttpTimeoutException(
          "no answer came for " + Seconds.of(settings.patience().quiet()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw io;
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
