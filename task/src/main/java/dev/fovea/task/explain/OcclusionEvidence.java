package dev.fovea.task.explain;

import dev.fovea.image.HeatMap;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.model.Activation;
import dev.fovea.task.Model;
import dev.fovea.task.OpenModel;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Tensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@link Method.Occlusion}: each pixel gets the mean loss of the squares that cover it. */
record OcclusionEvidence(OpenModel open, Runner runner, Method.Occlusion squares)
    implements Explainer.Evidence {
  private static final int BATCH = 32;

  static OcclusionEvidence of(OpenModel open, Method.Occlusion asked) {
    Preprocess to = open.model().preprocess();
    return new OcclusionEvidence(
        open, new Runner(open.model().network()), asked.in(to.height(), to.width()));
  }

  @Override
  public List<HeatMap> of(FloatBuffer numbers, int[] labels) {
    int floats = open.model().preprocess().floats();
    var maps = new ArrayList<HeatMap>();
    for (int i = 0; i < labels.length; i++) {
      var picture = new float[floats];
      numbers.get(i * floats, picture);
      maps.add(map(picture, labels[i]));
    }
    return maps;
  }

  private HeatMap map(float[] picture, int label) {
    Preprocess to = open.model().preprocess();
    int[] rows = starts(to.height());
    int[] columns = starts(to.width());
    float[] mean = mean(picture, to.channels());
    int places = rows.length * columns.length;
    double whole = oddsOf(List.of(picture), label)[0];
    var lost = new double[to.height() * to.width()];
    var times = new int[lost.length];
    for (int from = 0; from < places; from += BATCH) {
      int first = from;
      List<float[]> covered =
          IntStream.range(from, Math.min(from + BATCH, places))
              .mapToObj(p ->
                  covered(picture, mean, rows[p / columns.length], columns[p % columns.length]))
              .toList();
      double[] odds = oddsOf(covered, label);
      for (int k = 0; k < odds.length; k++) {
        int p = first + k;
        double loss = whole - odds[k];
        square(rows[p / columns.length], columns[p % columns.length])
            .forEach(pixel -> {
              lost[pixel] += loss;
              times[pixel]++;
            });
      }
    }
    var values = new float[lost.length];
    for (int i = 0; i < values.length; i++) values[i] = (float) (lost[i] / times[i]);
    return HeatMap.of(to.height(), to.width(), values);
  }

  /** Where squares begin along one side; the last ends at its end. */
  private int[] starts(int side) {
    int last = side - squares.patchPx();
    int steps = Math.ceilDiv(last, squares.stridePx());
    return IntStream.rangeClosed(0, steps)
        .map(i -> Math.min(i * squares.stridePx(), last))
        .toArray();
  }

  private IntStream square(int row, int column) {
    int width = open.model().preprocess().width();
    int side = squares.patchPx();
    return IntStream.range(0, side * side).map(i -> (row + i / side) * width + column + i % side);
  }

  private float[] covered(float[] picture, float[] mean, int row, int column) {
    float[] copy = picture.clone();
    int plane = picture.length / mean.length;
    for (int c = 0; c < mean.length; c++) {
      int channel = c;
      square(row, column).forEach(pixel -> copy[channel * plane + pixel] = mean[channel]);
    }
    return copy;
  }

  private static float[] mean(float[] picture, int channels) {
    int plane = picture.length / channels;
    var mean = new float[channels];
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = 0; i < plane; i++) sum += picture[c * plane + i];
      mean[c] = (float) (sum / plane);
    }
    return mean;
  }

  private double[] oddsOf(List<float[]> pictures, int label) {
    Model model = open.model();
    float[] logits =
        Buffers.lend(
            pictures.size(),
            model.preprocess().floats(),
            numbers -> {
              for (float[] picture : pictures) numbers.put(picture);
              return open.run(
                  numbers.flip(),
                  pictures.size(),
                  input -> Tensors.toArray(runner.run(input, model.weights(), Mode.EVAL)));
            });
    int classes = model.classes().size();
    boolean others = model.classify().activation() == Activation.SOFTMAX;
    var odds = new double[pictures.size()];
    for (int i = 0; i < odds.length; i++)
      odds[i] =
          logits[i * classes + label] - (others ? others(logits, i * classes, classes, label) : 0);
    return odds;
  }

  /** The log of the summed exponentials of the other classes' logits. */
  private static double others(float[] logits, int from, int classes, int label) {
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) if (c != label) most = Math.max(most, logits[from + c]);
    double sum = 0;
    for (int c = 0; c < classes; c++) if (c != label) sum += Math.exp(logits[from + c] - most);
    return most + Math.log(sum);
  }
}
