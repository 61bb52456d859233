package dev.fovea.train;

import dev.fovea.data.load.Batch;
import dev.fovea.torch.Weights;
import java.util.List;
import java.util.SequencedMap;

/**
 * The only thing that differs between kinds of learning: what one batch does to the weights. Runs
 * in a scope that the loop opens and closes.
 */
public interface Step extends AutoCloseable {
  /**
   * Where the run is; told before each batch.
   *
   * @param progress 0 to 1
   */
  default void at(double progress) {}

  /**
   * Forward, loss, backward, and the update of its parts.
   *
   * @param factor of the learning rates, from the schedule
   * @return the losses by name; {@code loss} is the one that is watched
   * @throws DivergedException where a loss is no longer a number
   */
  SequencedMap<String, Double> learn(Batch batch, double factor);

  /** What its optimisers move. */
  List<Part> parts();

  /** The weights to validate and keep. */
  Weights kept();

  /** Saves what it holds beside its parts: queues, teachers. */
  default void save(State.Writer out) {}

  /** Takes up what {@link #save} wrote. */
  default void restore(State in) {}

  @Override
  void close();
}
