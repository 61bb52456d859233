package dev.fovea.project;

import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.load.Batch;
import dev.fovea.data.load.Feed;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Network;
import dev.fovea.torch.Chance;
import dev.fovea.torch.Devices;
import dev.fovea.torch.PeakMemory;
import dev.fovea.torch.Scope;
import dev.fovea.train.BatchSearch;
import dev.fovea.train.Determinism;
import dev.fovea.train.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The largest batch of a recipe that the memory holds. It is found by steps of the recipe's own
 * network on its own pictures, at their largest and with everything learning; they move no weights
 * of the run, and throw no dice of it.
 *
 * <p>On a processor libtorch's memory is the system's: what two steps hold at most tells what a
 * picture takes, and half of what is free is shared out. On other devices steps grow until one
 * fails.
 *
 * @param found what the search answered
 * @param pictures there are to learn from
 * @param free bytes that were free on the processor's side
 * @param device where the steps were taken
 */
public record LargestBatch(BatchSearch.Found found, int pictures, long free, String device) {
  /** Larger ones learn no better for their number of updates, and rates no longer follow. */
  static final int MOST = 1024;

  /** The rest is for decoded pictures, Java's heap and other programs. */
  private static final double SHARE = 0.5;

  private static final int FEW_STEPS = 10;
  private static final long MB = 1L << 20;

  /**
   * Searches, where the recipe asks for it.
   *
   * @param recipe less what is chosen when the data are known
   */
  static Optional<LargestBatch> of(
      Recipe recipe,
      Task task,
      Dataset data,
      Optional<Network> own,
      Optional<Pretrained> pretrained) {
    if (recipe.train().batch() != TrainRecipe.MAX_BATCH) return Optional.empty();
    Recipe open = recipe.with("train.batch", "0");
    Recipe chosen = task.choices(open, data, own.isPresent()).recipe();
    Network network = task.network(chosen, data, own);
    Recipe whole = AutoPrecision.of(chosen.train()).settle(chosen, network);
    return Optional.of(search(whole, task, data, network, pretrained));
  }

  private static LargestBatch search(
      Recipe recipe, Task task, Dataset data, Network network, Optional<Pretrained> pretrained) {
    Determinism.on();
    boolean cuda = Devices.of(recipe.train().device()).is_cuda();
    Recipe one = recipe.with("train.batch", "1");
    Feed feed = task.feed(one, data).atLargest();
    int pictures = data.split(Split.TRAIN).size();
    try (var lesson =
        new Lesson(one, data, network, pretrained, new Keep.InMemory(0), (_, _) -> {})) {
      lesson.step().at(1); // all stages learn
      var trial = new Trial(recipe, task, data.split(Split.TRAIN), data, lesson.step());
      for (int i = 0; i < recipe.train().accumulate(); i++) // an update, and what it keeps
      trial.step(Math.min(2, pictures), Runnable::run);
      System.gc();
      long free = FreeMemory.outsideJava();
      long budget = Math.max(1, (long) (SHARE * free));
      long numbers = feed.bytesAPicture();
      int held = Math.clamp(budget / numbers, 1, MOST);
      int most = Math.min(Math.min(pictures, feed.mostPictures()), held);
      BatchSearch search = new BatchSearch(most, cuda ? Long.MAX_VALUE : budget);
      BatchSearch.Found found = search.of(cuda ? trial::fits : n -> trial.bytes(n) + n * numbers);
      return new LargestBatch(found, pictures, free, cuda ? recipe.train().device() : "cpu");
    }
  }

  /** Steps of a recipe that move nothing. */
  private record Trial(Recipe recipe, Task task, List<Example> examples, Dataset data, Step step) {
    /** 0, for what it takes is not known from here. */
    long fits(int pictures) {
      step(pictures, Runnable::run);
      return 0;
    }

    long bytes(int pictures) {
      var bytes = new AtomicLong();
      step(
          pictures,
          learn ->
              bytes.set(
                  PeakMemory.of(learn)
                      .orElseThrow(() ->
                          new RecipeException(
                              "train.batch: max measures memory as Linux tells it in"
                                  + " /proc/self, and this system does not; say a number"))));
      return bytes.get();
    }

    void step(int pictures, Consumer<Runnable> around) {
      Feed feed =
          task.feed(recipe.with("train.batch", "" + pictures), data)
              .atLargest()
              .withThreads(1)
              .withStrict(recipe.data().strict())
              .withKeep(new Keep.InMemory(0));
      try (Loader loader = Loader.of(spread(pictures), feed)) {
        var batches = loader.epoch(0, 0);
        if (!batches.hasNext()) return; // none can be decoded, which training says
        Chance.settle(recipe.train().seed(), 0);
        try (Batch batch = batches.next();
            var _ = new Scope()) {
          around.accept(() -> step.learn(batch, 0));
        }
      }
    }

    /** From all over the data, for what they hold may differ. */
    private List<Example> spread(int pictures) {
      return IntStream.range(0, pictures)
          .mapToObj(i -> examples.get((int) ((long) i * examples.size() / pictures)))
          .toList();
    }
  }

  /** The recipe with the batch as a number. */
  Recipe in(Recipe recipe) {
    return recipe.with("train.batch", "" + found.pictures());
  }

  void say(Consumer<RunEvent> events) {
    events.accept(new RunEvent.Chose(sentence()));
    int steps = Math.max(1, pictures / found.pictures());
    if (steps < FEW_STEPS)
      events.accept(
          new RunEvent.Warned(
              "batches this large leave %s to an epoch, and few updates learn little; more"
                      .formatted(steps == 1 ? "one update" : steps + " updates")
                  + " --epochs or a smaller --batch may score better"));
  }

  /** What was found and why no more. */
  String sentence() {
    String batch = "batch " + found.pictures();
    if (found.tooMany() < Integer.MAX_VALUE)
      return batch
          + ": a step of %d pictures no longer fits on %s, and a tenth is left free"
              .formatted(found.tooMany(), device);
    String why =
        found.pictures() == pictures
            ? ", all there are to learn from"
            : found.pictures() == MOST ? ", the most that is tried" : "";
    String each =
        found.each().isEmpty()
            ? ""
            : ": one picture takes %s of %s free%s"
                .formatted(
                    words(found.each().getAsLong()),
                    words(free),
                    why.isEmpty() ? ", half of which is for the batch" : "");
    return batch + why + each;
  }

  /**
   * Ends the work where {@code max} cannot be meant.
   *
   * @param why why not
   */
  public static void refuse(Recipe recipe, String why) {
    if (recipe.train().batch() == TrainRecipe.MAX_BATCH)
      throw new RecipeException(
          why + ", so say a number for --batch instead of max; a run with --batch max tells one");
  }

  private static String words(long bytes) {
    if (bytes < MB) return "less than 1 MB";
    return bytes < 1024 * MB
        ? bytes / MB + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / (1024.0 * MB));
  }
}
