package dev.fovea.project.use;

import dev.fovea.data.DataException;
import java.util.List;
import java.util.OptionalLong;

/** How many inputs words mean, counted by a thread of its own while the work goes on. */
public final class InputCount implements AutoCloseable {
  private volatile long total = -1;
  private volatile boolean stopped;
  private final List<String> words;
  private boolean begun;

  private InputCount(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** Of what {@link Inputs#of} lists; nothing is counted until somebody asks. */
  public static InputCount of(List<String> words) {
    return new InputCount(words);
  }

  private void run() {
    long found = 0;
    try (var inputs = Inputs.of(words)) {
      for (; inputs.hasNext() && !stopped; inputs.next()) found++;
      if (!stopped) total = found;
    } catch (DataException _) { // who lists them in earnest says it
    }
  }

  /** The number; empty until all are counted. The first call begins to. */
  public synchronized OptionalLong total() {
    if (!begun) Thread.ofPlatform().daemon().name("fovea-count").start(this::run);
    begun = true;
    return total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /** Stops counting. */
  @Override
  public void close() {
    stopped = true;
  }
}
