package dev.fovea.task.classify.marks;

import dev.fovea.data.Dice;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Prepared;
import dev.fovea.graph.Network;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.predict.ModelException;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;

/**
 * Teaches the network {@link dev.fovea.zoo.Marks} what sets a rare class apart, from the answers of
 * whole photographs alone: multiple-instance learning (Dietterich et al. 1997), in two stages.
 *
 * <ol>
 *   <li>Made-up defects: pieces with and without a {@link Scar}. The network then answers to
 *       whatever lies on a surface, defect or not.
 *   <li>Some rounds. Each looks over all pictures and keeps the places that it answers to most. Of
 *       a picture of the rare class one of them at least shows it, so they are a bag of {@link
 *       BagLoss}; those of all other pictures show it nowhere, and are the hardest to tell. What
 *       the bags alone have in common is left.
 * </ol>
 *
 * The same seed and thread count give the same weights.
 */
public final class MarkSearch {
  /**
   * How long it takes.
   *
   * @param scars steps of the first stage
   * @param rounds of the second
   * @param steps of a round
   */
  public record Effort(int scars, int rounds, int steps) {
    public static final Effort USUAL = new Effort(900, 4, 1000);

    int all() {
      return scars + rounds * steps;
    }
  }

  /**
   * How far it is.
   *
   * @param done steps
   * @param loss mean of the last steps
   */
  public record Progress(int done, int all, double loss) {}

  /** The height and width that a prepared picture must have at least, in pixels. */
  public static final int LEAST_PX = 128;

  private static final int SCARRED_PX = 128;
  private static final int SCARRED = 16;
  private static final double SCARRED_RATE = 0.003;
  private static final int PIECE_PX = 64;
  private static final int JITTER = 12;
  private static final int BAGS = 3;
  private static final int OTHERS = 30;
  private static final double RATE = 0.002;

  private final Network network;
  private final Weights weights;
  private final Device device;
  private final Prepared pictures;
  private final int rare;
  private final long seed;
  private final List<Integer> bags = new ArrayList<>();
  private final List<Integer> others = new ArrayList<>();

  /**
   * @param network drawn by Marks for two classes
   * @param weights of the network, on the device; they learn
   * @param pictures of one class each
   * @param rare the class that shows somewhere in its pictures, 0 or 1
   */
  public MarkSearch(
      Network network, Weights weights, Device device, Prepared pictures, int rare, long seed) {
    this.network = network;
    this.weights = weights;
    this.device = device;
    this.pictures = pictures;
    this.rare = rare;
    this.seed = seed;
  }

  /**
   * Searches to the end, or until it is to stop; what was learnt by then stays in the weights.
   *
   * @param heard now and then
   */
  public void run(Effort effort, Consumer<Progress> heard, BooleanSupplier stop) {
    part();
    decideByEvidence();
    var practice = new Practice(network, weights, device, effort.all(), heard, stop);
    scars(practice, effort.scars());
    var places = new Candidates();
    for (int round = 0; round < effort.rounds() && !stop.getAsBoolean(); round++) {
      look(places, stop);
      if (!stop.getAsBoolean()) round(practice, effort.steps(), round, places);
    }
  }

  /** Which pictures show the rare class; those that cannot be decoded are left out. */
  private void part() {
    int[] whole =
        IntStream.range(0, pictures.examples().size()).parallel().filter(this::decodes).toArray();
    for (int i : whole) {
      var truth = (Truth.OneOf) pictures.examples().get(i).truth();
      (truth.label() == rare ? bags : others).add(i);
    }
    if (bags.isEmpty() || others.isEmpty())
      throw new ModelException(
          "looking for marks takes pictures with and without them, got %d and %d"
              .formatted(bags.size(), others.size()));
  }

  /** Whether a picture can be decoded; the training that follows lists it otherwise. */
  private boolean decodes(int index) {
    try {
      var _ = pictures.image(index);
      return true;
    } catch (ImageException _) {
      return false;
    }
  }

  /** The logits become the evidence: half of it for the rare class, half against the other. */
  private void decideByEvidence() {
    float[] halves = rare == 1 ? new float[] {-0.5f, 0.5f} : new float[] {0.5f, -0.5f};
    try (var _ = new Scope();
        var _ = Gradients.off()) {
      var _ = weights.get("fc.weight").copy_(Tensors.of(halves, 2, 1).to(device, Tensors.FLOAT));
      var _ = weights.get("fc.bias").zero_();
    }
  }

  private void scars(Practice practice, int steps) {
    var pieces = new Pieces(pictures.preprocess(), 2 * SCARRED, SCARRED_PX);
    var dice = Dice.of(seed, 0);
    practice.course(
        steps,
        SCARRED_RATE,
        new BagLoss(rare, SCARRED, 1, 1),
        pieces,
        () -> {
          for (int i = 0; i < 2 * SCARRED; i++) {
            Image image = any(dice);
            Piece piece = anywhere(image, dice);
            if (i < SCARRED) Scar.draw(SCARRED_PX, dice).paste(piece, anywhere(image, dice));
            pieces.set(i, piece, dice);
          }
        });
  }

  private Image any(Dice dice) {
    int at = dice.below(bags.size() + others.size());
    return pictures.image(at < bags.size() ? bags.get(at) : others.get(at - bags.size()));
  }

  private static Piece anywhere(Image image, Dice dice) {
    int left = dice.below(image.width() - SCARRED_PX + 1);
    int top = dice.below(image.height() - SCARRED_PX + 1);
    return Piece.cut(image, left, top, SCARRED_PX);
  }

  private void look(Candidates places, BooleanSupplier stop) {
    var lookout = new Lookout(network, weights, device, pictures.preprocess());
    for (int i : bags)
      if (!stop.getAsBoolean()) places.inBag(i, lookout.over(pictures.image(i), places.wanted(i)));
    for (int i : others)
      if (!stop.getAsBoolean())
        places.elsewhere(i, lookout.over(pictures.image(i), places.wanted(i)));
  }

  private void round(Practice practice, int steps, int round, Candidates places) {
    int each = bags.stream().mapToInt(i -> places.of(i).size()).max().orElseThrow();
    int inBags = BAGS * each;
    var pieces = new Pieces(pictures.preprocess(), inBags + OTHERS, PIECE_PX);
    var dice = Dice.of(seed, 1 + round);
    practice.course(
        steps,
        RATE,
        new BagLoss(rare, BAGS, each, 2 + 2 * round),
        pieces,
        () -> {
          int[] order = dice.permutation(bags.size());
          for (int i = 0; i < inBags; i++)
            set(pieces, i, bags.get(order[i / each % order.length]), i % each, places, dice);
          for (int i = inBags; i < inBags + OTHERS; i++) {
            int picture = others.get(dice.below(others.size()));
            set(pieces, i, picture, dice.below(places.of(picture).size()), places, dice);
          }
        });
  }

  /** The piece around a picture's place by its rank, or by the rest where there are fewer. */
  private void set(Pieces pieces, int index, int picture, int rank, Candidates places, Dice dice) {
    List<Place> all = places.of(picture);
    Place place = all.get(rank % all.size());
    var piece = Piece.around(pictures.image(picture), place, PIECE_PX, JITTER, dice);
    pieces.set(index, piece, dice);
  }
}
