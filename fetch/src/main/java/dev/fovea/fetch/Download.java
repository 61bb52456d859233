package dev.fovea.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/** Fetches one file into its place: tries, goes on where it broke off, looks at what came. */
final class Download {
  private static final long PROGRESS = 1 << 20;

  private final Settings settings;
  private final Remote remote;
  private final Path place;
  private final Part part;
  private final Consumer<? super FetchEvent> events;
  private final URI asked;
  private Digest digest;
  private boolean answered;
  private boolean resumed;

  Download(Settings settings, Remote remote, Path place, Consumer<? super FetchEvent> events) {
    this.settings = settings;
    this.remote = remote;
    this.place = place;
    this.part = new Part(place);
    this.events = events;
    this.asked = Mirror.of(remote.url(), settings.mirrors());
    this.digest = remote.digest();
  }

  /** Until the file is in its place; the answer is its whole digest. */
  Digest run() throws IOException, InterruptedException {
    try (var exchange = new Exchange(settings)) {
      long most = part.bytes();
      int failed = 0;
      while (true) {
        try {
          attempt(exchange);
          Digest whole = part.digest();
          if (digest.fits(whole)) {
            part.finish();
            return whole;
          }
          part.discard();
          if (!resumed)
            throw wrong("its sha256 begins with " + whole.brief() + ", not with " + digest.brief());
          throw new Broken("the pieces do not fit together");
        } catch (Broken e) {
          if (part.bytes() >= most + PROGRESS) failed = 0;
          most = Math.max(most, part.bytes());
          if (!answered || ++failed >= settings.patience().attempts()) throw unreachable(e);
          Duration pause = settings.patience().pause(failed, e.pause());
          events.accept(new FetchEvent.Again(e.getMessage(), pause));
          Thread.sleep(pause);
        }
      }
    }
  }

  private void attempt(Exchange exchange) throws IOException, InterruptedException, Broken {
    Exchange.Answer answer = ask(exchange);
    answered = true;
    digest = digest.or(answer.linked());
    try (var body = new Body(answer.response().body(), settings.patience().quiet())) {
      if (isWhole(answer)) return;
      long total = begun(answer);
      events.accept(new FetchEvent.Started(remote, part.bytes(), total));
      take(body, total);
    }
  }

  /** Whether all bytes are there: a kill came between the last one and the look at the digest. */
  private boolean isWhole(Exchange.Answer answer) throws IOException {
    return resumed
        && answer.status() == 416
        && answer.header("content-range").equals("bytes */" + part.bytes());
  }

  private Exchange.Answer ask(Exchange exchange) throws IOException, InterruptedException, Broken {
    var headers = new LinkedHashMap<String, String>();
    String validator = part.validator();
    resumed = part.bytes() > 0 && (digest.known() || !validator.isEmpty());
    if (resumed) {
      headers.put("Range", "bytes=" + part.bytes() + "-");
      if (!validator.isEmpty()) headers.put("If-Range", validator);
    }
    try {
      return exchange.get(asked, headers);
    } catch (IOException e) {
      throw new Broken(Trouble.network(e), Duration.ZERO, e);
    }
  }

  /**
   * Makes the part fit to what the server is about to send; the answer is all of its bytes, or -1.
   */
  private long begun(Exchange.Answer answer) throws IOException, Broken {
    Range range = Range.of(answer);
    long have = part.bytes();
    switch (answer.status()) {
      case 200 -> {
        resumed = false;
        part.restart(range.validator());
      }
      case 206 -> {
        if (!resumed || range.from() != have) {
          part.discard();
          throw new Broken("the server sent another piece than it was asked for");
        }
      }
      case 416 -> {
        part.discard();
        throw new Broken("the server has no more of this file");
      }
      default -> throw refused(answer);
    }
    if (range.total() >= 0) expect(range.total(), "announces");
    if (range.total() - part.bytes() > place.getParent().toFile().getUsableSpace())
      throw Trouble.local(
          place, new IOException("No space left on device for " + Bytes.of(range.total())));
    return range.total();
  }

  private RuntimeException refused(Exchange.Answer answer) throws Broken {
    int status = answer.status();
    if (Refusal.passes(status)) {
      String after = answer.header("retry-after");
      long seconds = after.matches("[0-9]{1,5}") ? Long.parseLong(after) : 0;
      throw new Broken("the server answers " + status, Duration.ofSeconds(seconds), null);
    }
    boolean hub = remote.url().toString().startsWith(Settings.HUB + "/");
    boolean token = settings.tokens().containsKey(Settings.origin(answer.url()));
    return new FetchException(
        FetchException.Kind.REFUSED, Refusal.sentence(answer.url(), status, hub, token));
  }

  private void take(Body body, long total) throws IOException, InterruptedException, Broken {
    try (var file = part.append()) {
      long have = part.bytes();
      for (List<ByteBuffer> came = next(body); !came.isEmpty(); came = next(body)) {
        for (ByteBuffer bytes : came) {
          have += bytes.remaining();
          Part.write(file, bytes);
        }
        if (remote.bytes() > 0 && have > 2 * remote.bytes()) expect(have, "sends at least");
        events.accept(new FetchEvent.Came(have, total));
      }
      if (total >= 0 && have != total)
        throw new Broken("the connection was cut after " + have + " of " + total + " bytes");
    }
  }

  private static List<ByteBuffer> next(Body body) throws InterruptedException, Broken {
    try {
      return body.next();
    } catch (IOException e) {
      throw new Broken(Trouble.network(e), Duration.ZERO, e);
    }
  }

  private void expect(long bytes, String says) throws IOException {
    long about = remote.bytes();
    if (about == 0 || (bytes >= about / 2 && bytes <= 2 * about)) return;
    part.discard();
    throw wrong("the server " + says + " " + Bytes.of(bytes) + ", not about " + Bytes.of(about));
  }

  private FetchException wrong(String why) {
    return new FetchException(
        FetchException.Kind.WRONG,
        Remote.shown(asked)
            + " is not the file that was published: "
            + why
            + "; nothing of it was kept, try again later or name another source");
  }

  private FetchException unreachable(Broken e) throws IOException {
    String kept = part.bytes() > 0 ? "; the next call goes on after " + Bytes.of(part.bytes()) : "";
    return new FetchException(
        FetchException.Kind.UNREACHABLE,
        Remote.shown(asked)
            + " could not be fetched: "
            + e.getMessage()
            + kept
            + "; check the network and https_proxy, or put the file by hand at "
            + place,
        e);
  }
}
