package dev.fovea.data.read;

import dev.fovea.data.Broken;
import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at the first bytes of every picture, on several threads, and tells the sound from the
 * broken.
 */
final class Sound {
  private static final int CHUNK = 64;

  private Sound() {}

  /**
   * The examples whose pictures can be decoded as far as their first bytes tell, in order; the
   * others join {@code broken}.
   */
  static List<Example> of(List<Example> examples, int threads, List<Broken> broken) {
    if (examples.stream().allMatch(e -> e.source().inMemory())) return examples;
    var why = new String[examples.size()];
    check(examples, threads, why);
    var sound = new ArrayList<Example>(examples.size());
    for (int i = 0; i < why.length; i++) {
      if (why[i] == null) sound.add(examples.get(i));
      else broken.add(new Broken(examples.get(i).id(), why[i]));
    }
    return sound;
  }

  private static void check(List<Example> examples, int threads, String[] why) {
    var next = new AtomicInteger();
    Runnable look =
        () -> {
          for (int from = next.getAndAdd(CHUNK); from < why.length; from = next.getAndAdd(CHUNK)) {
            for (int i = from; i < Math.min(why.length, from + CHUNK); i++) {
              why[i] = why(examples.get(i));
            }
          }
        };
    var workers = new ArrayList<Thread>();
    for (int t = 0; t < Math.min(threads, 1 + why.length / CHUNK); t++) {
      workers.add(Thread.ofPlatform().daemon().name("fovea-check-" + t).start(look));
    }
    try {
      for (Thread worker : workers) worker.join();
    } catch (InterruptedException e) {
      next.set(why.length);
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while looking at the pictures", e);
    }
  }

  private static String why(Example example) {
    try {
      example.source().check();
      return null;
    } catch (ImageException e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      return example.id() + ": " + e;
    }
  }
}
