package dev.fovea.project;

import dev.fovea.image.Classes;
import dev.fovea.predict.model.ClassifyPostprocess;
import dev.fovea.predict.model.Decision;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.predict.model.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a model answers, a sentence each; none for what every model does unless it is told. */
public final class AnswerWords {
  private static final int MOST = 12;

  private AnswerWords() {}

  /** How it answers, and what it takes for pictures of another kind. */
  public static List<String> of(ModelCard model) {
    return model.postprocess() instanceof DetectPostprocess boxes
        ? of(boxes)
        : of(model, model.classify());
  }

  /** As above, answering otherwise. */
  public static List<String> of(ModelCard model, ClassifyPostprocess answering) {
    var words = new ArrayList<>(of(answering, model.classes()));
    model
        .novelty()
        .ifPresent(novelty ->
            words.add(
                "a picture farther than %s from the training pictures is unfamiliar"
                    .formatted(number(novelty.threshold()))));
    return words;
  }

  /** From which score on a detector answers, and what becomes of boxes that overlap. */
  public static List<String> of(DetectPostprocess boxes) {
    return List.of(
        "a box is answered from a score of %s on, at most %d a picture"
            .formatted(number(boxes.minScore()), boxes.most()),
        boxes.oneToOne()
            ? "each thing is said once, so no overlapping boxes are taken away"
            : "of boxes of one class that overlap by more than %s the surest stays (NMS)"
                .formatted(number(boxes.iou())));
  }

  /** Its threshold, temperature and least confidence. */
  public static List<String> of(ClassifyPostprocess postprocess, Classes classes) {
    var words = new ArrayList<String>();
    switch (postprocess.decision()) {
      case Decision.Best _ -> {}
      case Decision.Positive positive ->
          words.add(
              "%s is answered from a probability of %s on, else %s"
                  .formatted(
                      classes.name(positive.label()),
                      number(positive.threshold()),
                      classes.name(1 - positive.label())));
      case Decision.Each each ->
          words.add("a class is answered from: " + thresholds(each, classes));
    }
    if (postprocess.temperature() != 1)
      words.add("logits are divided by a temperature of " + number(postprocess.temperature()));
    if (postprocess.minConfidence() > 0)
      words.add(
          "an answer of a confidence below %s is unsure"
              .formatted(number(postprocess.minConfidence())));
    return words;
  }

  private static String thresholds(Decision.Each each, Classes classes) {
    List<Double> all = each.thresholds();
    String some =
        IntStream.range(0, Math.min(MOST, all.size()))
            .mapToObj(c -> classes.name(c) + " " + number(all.get(c)))
            .collect(Collectors.joining(", "));
    return all.size() > MOST ? some + " ..." : some;
  }

  /** Four digits that count: 0.3125, 1.317, 0.00001234. */
  public static String number(double value) {
    int digits = value >= 1 ? 3 : (int) Math.clamp(3 - Math.floor(Math.log10(value)), 1, 12);
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
  }
}
