package dev.fovea.task.classify.marks;

import dev.fovea.data.Dice;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Prepared;
import dev.fovea.graph.Network;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Pad;
import dev.fovea.predict.ModelException;
import dev.fovea.task.classify.metric.Ranking;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
 * Where it has found nothing that sets the pictures apart that it learnt from, it begins again with
 * other chances, and the best of some searches stays: from eight scratched photographs in one fold
 * of five a search found none of the scratches.
 *
 * <p>The same seed and thread count give the same weights.
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

  /** How many there are at most. */
  private static final int SEARCHES = 3;

  /** The AUROC on the pictures that it learns from, above which it looks no further. */
  private static final double SURE = 0.99;

  /** The height and width that a prepared picture must have at least, in pixels. */
  public static final int LEAST_PX = 128;

  private static final int SCARRED_PX = 128;
  private static final int SCARRED = 16;

  /** Squares from anywhere that are kept to be scarred: of all pictures, and of each. */
  private static final int SCARRED_FROM = 6000;

  private static final int SCARRED_FROM_EACH = 64;
  private static final long SCARRED_KEY = -1;
  private static final double SCARRED_RATE = 0.003;
  private static final int PIECE_PX = 64;
  private static final int JITTER = 12;
  private static final int SPOT_PX = PIECE_PX + 2 * JITTER;
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
  private final List<List<Image>> squares = new ArrayList<>();

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
   * Searches to the end, or until it is to stop; the best that was found by then is in the weights.
   *
   * @param heard now and then
   * @return how well it tells the pictures apart that it learnt from, as AUROC of the rare class;
   *     below 0 where it was stopped before it knew
   */
  public double run(Effort effort, Consumer<Progress> heard, BooleanSupplier stop) {
    part();
    decideByEvidence();
    double found = -1;
    try (Weights start = weights.copy();
        Weights best = weights.copy()) {
      for (int i = 0; i < SEARCHES && found < SURE && !stop.getAsBoolean(); i++) {
        copy(start, weights);
        double now = search(effort, seed + i, heard, stop);
        if (now <= found) continue;
        found = now;
        copy(weights, best);
      }
      copy(best, weights);
    }
    return found;
  }

  private static void copy(Weights from, Weights to) {
    try (var _ = new Scope();
        var _ = Gradients.off()) {
      to.tensors().forEach((name, tensor) -> tensor.copy_(from.get(name)));
    }
  }

  private double search(
      Effort effort, long chances, Consumer<Progress> heard, BooleanSupplier stop) {
    var practice = new Practice(network, weights, device, effort.all(), heard, stop);
    scars(practice, effort.scars(), chances);
    var places = new Candidates(others.size());
    for (int round = 0; round < effort.rounds() && !stop.getAsBoolean(); round++) {
      look(places, stop);
      if (!stop.getAsBoolean()) round(practice, effort.steps(), round, places, chances);
    }
    float[] evidence = look(places, stop);
    return stop.getAsBoolean() ? -1 : auroc(evidence);
  }

  /**
   * Which pictures show the rare class; those that cannot be decoded are left out. Squares of each
   * are kept, so that no picture need be decoded again for every step.
   */
  private void part() {
    int count = pictures.examples().size();
    int each = Math.clamp(SCARRED_FROM / Math.max(1, count), 2, SCARRED_FROM_EACH);
    List<List<Image>> cut =
        IntStream.range(0, count).parallel().mapToObj(i -> squares(i, each)).toList();
    for (int i = 0; i < count; i++) {
      if (cut.get(i).isEmpty()) continue;
      squares.add(cut.get(i));
      var truth = (Truth.OneOf) pictures.examples().get(i).truth();
      (truth.label() == rare ? bags : others).add(i);
    }
    if (bags.isEmpty() || others.isEmpty())
      throw new ModelException(
          "looking for marks takes pictures with and without them, got %d and %d"
              .formatted(bags.size(), others.size()));
  }

  /** Some squares from anywhere in a picture; none where it cannot be decoded. */
  private List<Image> squares(int index, int count) {
    try {
      Image image = pictures.image(index);
      var dice = Dice.of(seed, SCARRED_KEY, index);
      var cut = new ArrayList<Image>();
      for (int i = 0; i < count; i++) {
        int left = dice.below(image.width() - SCARRED_PX + 1);
        int top = dice.below(image.height() - SCARRED_PX + 1);
        cut.add(Pad.crop(image, left, top, SCARRED_PX, SCARRED_PX));
      }
      return cut;
    } catch (ImageException _) { // the training that follows lists it
      return List.of();
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

  private void scars(Practice practice, int steps, long chances) {
    var pieces = new Pieces(pictures.preprocess(), 2 * SCARRED, SCARRED_PX);
    var dice = Dice.of(chances, 0);
    practice.course(
        steps,
        SCARRED_RATE,
        new BagLoss(rare, SCARRED, 1, 1),
        pieces,
        () -> {
          for (int i = 0; i < 2 * SCARRED; i++) {
            List<Image> from = squares.get(dice.below(squares.size()));
            Piece piece = any(from, dice);
            if (i < SCARRED) Scar.draw(SCARRED_PX, dice).paste(piece, any(from, dice));
            pieces.set(i, piece, dice);
          }
        });
  }

  private static Piece any(List<Image> from, Dice dice) {
    return Piece.cut(from.get(dice.below(from.size())), 0, 0, SCARRED_PX);
  }

  /**
   * Over all pictures; while the network looks at one, the next is decoded.
   *
   * @return the strongest evidence of each, the bags first
   */
  private float[] look(Candidates places, BooleanSupplier stop) {
    var lookout = new Lookout(network, weights, device, pictures.preprocess());
    var order = new ArrayList<>(bags);
    order.addAll(others);
    var strongest = new float[order.size()];
    CompletableFuture<Image> next = decoding(order.getFirst());
    for (int at = 0; at < order.size() && !stop.getAsBoolean(); at++) {
      int picture = order.get(at);
      Image image = decoded(next);
      if (at + 1 < order.size()) next = decoding(order.get(at + 1));
      List<Spot> found =
          lookout.over(image, places.wanted(picture)).stream()
              .map(place -> Spot.of(image, place, SPOT_PX))
              .toList();
      strongest[at] = lookout.strongest();
      if (at < bags.size()) places.inBag(picture, found);
      else places.elsewhere(picture, found);
    }
    return strongest;
  }

  /** Of evidence, that of the bags first. */
  private double auroc(float[] evidence) {
    var inBags = new BitSet();
    inBags.set(0, bags.size());
    var once = new int[evidence.length];
    Arrays.fill(once, 1);
    return Ranking.of(evidence, inBags).auroc(once);
  }

  private CompletableFuture<Image> decoding(int picture) {
    return CompletableFuture.supplyAsync(() -> pictures.image(picture));
  }

  /** Throws what decoding threw, in its own words. */
  private static Image decoded(CompletableFuture<Image> picture) {
    try {
      return picture.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void round(Practice practice, int steps, int round, Candidates places, long chances) {
    int each = bags.stream().mapToInt(i -> places.of(i).size()).max().orElseThrow();
    int inBags = BAGS * each;
    var pieces = new Pieces(pictures.preprocess(), inBags + OTHERS, PIECE_PX);
    var dice = Dice.of(chances, 1 + round);
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
    List<Spot> all = places.of(picture);
    Spot spot = all.get(rank % all.size());
    pieces.set(index, Piece.around(spot.around(), spot.place(), PIECE_PX, JITTER, dice), dice);
  }
}
