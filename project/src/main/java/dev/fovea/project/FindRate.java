package dev.fovea.project;

import dev.fovea.data.Split;
import dev.fovea.project.report.RatePlot;
import dev.fovea.torch.file.AtomicFile;
import dev.fovea.train.RateCurve;
import dev.fovea.train.RateTest;
import dev.fovea.train.TrainException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Consumer;

/** Looks for the learning rate of a recipe: a range test on its own network, pictures and steps. */
public final class FindRate {
  /** Updates that tell enough, as fastai and Lightning make them. */
  public static final int UPDATES = 100;

  /** From so much below the usual rate of an optimiser to so much above. */
  private static final double BELOW = 1000;

  private static final double ABOVE = 100;

  private FindRate() {}

  /**
   * Tries rates and leaves {@code rate.csv} and {@code rate.png}; the same seed gives the same.
   *
   * @param out a new or empty folder
   * @param updates how many rates are tried, at least 10
   * @throws TrainException where the loss falls at none of them; the files are there all the same
   */
  public static FoundRate of(Recipe recipe, Path out, int updates, Consumer<RunEvent> events) {
    LargestBatch.refuse(recipe, "a rate is found for one batch");
    var _ = RunFolder.free(out);
    Ready ready = Ready.of(recipe, new Looks(), events);
    Path folder = RunFolder.create(out).path();
    CacheBudget cache = CacheBudget.of(ready.recipe().data().cache(), folder);
    int pictures = ready.data().split(Split.TRAIN).size();
    RateTest test = test(ready.recipe().train(), updates);
    RateCurve curve;
    try (var lesson =
        new Lesson(
            ready.recipe(),
            ready.data(),
            ready.network(),
            ready.pretrained(),
            cache.share(pictures, pictures),
            (_, _) -> {})) {
      var heard = new ArrayList<RateCurve.Point>();
      curve =
          test.of(
              lesson.step(),
              lesson.loader(),
              point -> {
                heard.add(point);
                events.accept(new RunEvent.Tried(heard.size(), updates, point.rate()));
              });
    }
    var found = new FoundRate(folder, curve, rounded(curve), ready.recipe().train().rate());
    AtomicFile.write(found.csv(), csv(curve).getBytes(StandardCharsets.UTF_8));
    String lost = RatePlot.of(curve.points(), found.rate()).write(found.plot());
    if (!lost.isEmpty()) events.accept(new RunEvent.Warned(lost));
    if (Double.isNaN(found.rate()))
      throw new TrainException(
          String.format(
              Locale.ROOT,
              "the loss falls at no rate from %.2g to %.2g, so none can be suggested; look at %s,"
                  + " and whether labels and pictures belong together",
              test.from(),
              test.to(),
              found.plot()));
    return found;
  }

  /** Around the usual rate of the optimiser, whatever the recipe says. */
  private static RateTest test(TrainRecipe train, int updates) {
    double usual = Choices.rate(train.optimiser(), train.batch());
    double highest = Math.min(TrainRecipe.HIGHEST_RATE, ABOVE * usual);
    return new RateTest(usual / BELOW, highest, updates, train.seed());
  }

  /** Two digits are more than the test can tell. */
  private static double rounded(RateCurve curve) {
    double steepest = curve.steepest().orElse(Double.NaN);
    return Double.isNaN(steepest)
        ? steepest
        : new BigDecimal(steepest).round(new MathContext(2)).doubleValue();
  }

  private static String csv(RateCurve curve) {
    var text = new StringBuilder("rate,loss,smoothed\n");
    for (RateCurve.Point point : curve.points())
      text.append(point.rate())
          .append(',')
          .append(point.loss())
          .append(',')
          .append(point.smoothed())
          .append('\n');
    return text.toString();
  }
}
