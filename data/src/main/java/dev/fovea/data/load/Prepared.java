package dev.fovea.data.load;

import dev.fovea.data.Example;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import java.util.List;

/**
 * Pictures as preprocessing makes them, before they are numbers; each is decoded once as far as
 * there is room to keep it. For several threads at once.
 */
public final class Prepared implements AutoCloseable {
  private final List<Example> examples;
  private final Preprocess to;
  private final Cache cache;

  public Prepared(List<Example> examples, Preprocess to, Keep keep) {
    this.examples = List.copyOf(examples);
    this.to = to;
    cache = Cache.of(keep);
  }

  /** What there is to learn from. */
  public List<Example> examples() {
    return examples;
  }

  /** How they are prepared. */
  public Preprocess preprocess() {
    return to;
  }

  /**
   * A picture by its position.
   *
   * @throws ImageException where it cannot be decoded
   */
  public Image image(int index) {
    Image kept = cache.get(index);
    if (kept != null) return kept;
    Image made = to.image(examples.get(index).source().image(to::shrink));
    cache.offer(index, made);
    return made;
  }

  @Override
  public void close() {
    cache.close();
  }
}
