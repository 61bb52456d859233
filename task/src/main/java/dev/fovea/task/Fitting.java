package dev.fovea.task;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Whether the parts of a model file belong together: the network takes what the preprocessing
 * makes, in memory that a machine may have, and gives what its task reads.
 */
public final class Fitting {
  /** Numbers in one value of one picture, 2 GB; 64 channels of 2,048 x 2,048 px are half of it. */
  private static final long MOST_NUMBERS = 1L << 29;

  private Fitting() {}

  /**
   * Looks at a model.
   *
   * @param outputs looks at the shape of every value, by input and node name; it throws {@link
   *     GraphException}
   * @throws ModelException where the parts do not fit
   */
  public static void check(Path file, Model model, Consumer<SequencedMap<String, Shape>> outputs) {
    check(file, model::network, model.preprocess(), outputs);
  }

  /** As above, of the network that takes the pictures, which may be none. */
  public static void check(
      Path file,
      Supplier<Network> network,
      Preprocess made,
      Consumer<SequencedMap<String, Shape>> outputs) {
    try {
      outputs.accept(shapes(network.get(), made));
    } catch (GraphException e) {
      throw new ModelException(
          file + ": the parts of the model do not fit: " + e.getMessage() + "; save it again", e);
    }
  }

  private static SequencedMap<String, Shape> shapes(Network network, Preprocess made) {
    if (!(network.input().shape() instanceof Shape.Map image)
        || (image.c() != Shape.FREE && image.c() != made.channels()))
      throw new GraphException(
          network.name()
              + " takes "
              + network.input().shape()
              + ", pictures are made with "
              + made.channels()
              + " channels");
    var entering = new Shape.Map(made.channels(), made.height(), made.width());
    SequencedMap<String, Shape> shapes =
        Shapes.of(network, Map.of(network.input().name(), entering));
    shapes.forEach((name, shape) -> {
      if (tooLarge(shape))
        throw new GraphException(
            name + " makes " + shape + " of a picture, more than " + MOST_NUMBERS + " numbers");
    });
    return shapes;
  }

  private static boolean tooLarge(Shape shape) {
    try {
      return shape.size() > MOST_NUMBERS;
    } catch (ArithmeticException _) {
      return true;
    }
  }
}
