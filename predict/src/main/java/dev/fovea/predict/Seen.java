package dev.fovea.predict;

import dev.fovea.predict.model.ModelCard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers, logits and features of some pictures.
 *
 * @param answers one a picture
 * @param logits [classes] of each picture, the mean of its views
 * @param features [width] of each picture's first view, what the network's head reads; empty where
 *     the network does not give them
 */
public record Seen(List<Answer> answers, List<float[]> logits, List<float[]> features) {
  public Seen {
    answers = List.copyOf(answers);
    logits = List.copyOf(logits);
    features = List.copyOf(features);
  }

  /**
   * From what a network gives.
   *
   * @param logits [n, views, classes]
   * @param features [n, views, width], or null where there are none
   */
  public static Seen of(ModelCard model, int n, float[] logits, float[] features) {
    int classes = model.classes().size();
    float[] means = mean(logits, n, classes);
    List<float[]> firsts = features == null ? List.of() : firsts(features, n, logits, classes);
    var answers = new ArrayList<Answer>();
    var own = new ArrayList<float[]>();
    for (int i = 0; i < n; i++) {
      own.add(Arrays.copyOfRange(means, i * classes, (i + 1) * classes));
      answers.add(Answer.of(model, own.get(i), firsts.isEmpty() ? null : firsts.get(i)));
    }
    return new Seen(answers, own, firsts);
  }

  /**
   * The mean over the views of each picture, [n, views, classes] to [n, classes]: of logits, so
   * that the model's temperature and thresholds apply as ever. It is the geometric mean of the
   * probabilities, made to sum to 1.
   */
  public static float[] mean(float[] logits, int n, int classes) {
    int views = logits.length / (n * classes);
    if (views == 1) return logits;
    var mean = new float[n * classes];
    for (int i = 0; i < n; i++)
      for (int v = 0; v < views; v++)
        for (int c = 0; c < classes; c++)
          mean[i * classes + c] += logits[(i * views + v) * classes + c] / views;
    return mean;
  }

  private static List<float[]> firsts(float[] features, int n, float[] logits, int classes) {
    int views = logits.length / (n * classes);
    int width = features.length / (n * views);
    var firsts = new ArrayList<float[]>();
    for (int i = 0; i < n; i++)
      firsts.add(Arrays.copyOfRange(features, i * views * width, (i * views + 1) * width));
    return firsts;
  }
}
