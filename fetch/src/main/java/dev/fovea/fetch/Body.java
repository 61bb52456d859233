package dev.fovea.fetch;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The bytes of an answer, taken by a reader that does not wait for ever. */
final class Body implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  /** What came; no bytes and no failure are the end. */
  private record Signal(List<ByteBuffer> bytes, Throwable failure) {}

  private final BlockingQueue<Signal> came = new LinkedBlockingQueue<>();
  private final Duration quiet;
  private Flow.Subscription subscription;

  /** Gives up where nothing comes for so long. */
  Body(Flow.Publisher<List<ByteBuffer>> publisher, Duration quiet) {
    this.quiet = quiet;
    publisher.subscribe(this);
  }

  /**
   * The next bytes; an empty list at the end.
   *
   * @throws IOException where the answer breaks off, or nothing comes for too long
   */
  List<ByteBuffer> next() throws IOException, InterruptedException {
    Signal signal = came.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
    if (signal == null) throw new HttpTimeoutException("nothing came for " + Seconds.of(quiet));
    if (signal.failure() != null) throw new IOException("the connection was cut", signal.failure());
    if (!signal.bytes().isEmpty()) subscription.request(1);
    return signal.bytes();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    if (bytes.isEmpty()) subscription.request(1);
    else came.add(new Signal(bytes, null));
  }

  @Override
  public void onError(Throwable failure) {
    came.add(new Signal(List.of(), failure));
  }

  @Override
  public void onComplete() {
    came.add(new Signal(List.of(), null));
  }

  @Override
  public void close() {
    subscription.cancel();
  }
}
