package dev.fovea.project.use;

import dev.fovea.data.load.Batch;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What one picture takes, once decoded. */
final class Timing {
  private static final int TIMED = 15;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Timing() {}

  /**
   * The median in ms. Pictures come one at a time, the first of them until all is warm; fewer of a
   * slow network.
   *
   * @param answer told the numbers of one picture
   */
  static double of(Batch batch, Consumer<FloatBuffer> answer) {
    run(batch, answer);
    List<Double> took = run(batch, answer);
    took.sort(null);
    return took.get(took.size() / 2);
  }

  private static List<Double> run(Batch batch, Consumer<FloatBuffer> answer) {
    var took = new ArrayList<Double>();
    int floats = batch.images().remaining() / batch.size();
    long end = System.nanoTime() + LONGEST.toNanos();
    do {
      FloatBuffer one = batch.images().slice(took.size() % batch.size() * floats, floats);
      long start = System.nanoTime();
      answer.accept(one);
      took.add((System.nanoTime() - start) / 1e6);
    } while (took.size() < TIMED && System.nanoTime() < end);
    return took;
  }
}
