package dev.fovea.task.explain;

import dev.fovea.image.HeatMap;
import dev.fovea.image.Preprocess;
import dev.fovea.task.OpenModel;
import dev.fovea.torch.GradCam;
import dev.fovea.torch.Tensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link Method.GradCam}. */
record GradientEvidence(OpenModel open, GradCam cam) implements Explainer.Evidence {
  static GradientEvidence of(OpenModel open) {
    Preprocess to = open.model().preprocess();
    return new GradientEvidence(open, GradCam.of(open.model().network(), to.height(), to.width()));
  }

  @Override
  public List<HeatMap> of(FloatBuffer numbers, int[] labels) {
    float[] all =
        open.run(
            numbers,
            labels.length,
            input -> Tensors.toArray(cam.of(input, labels, open.model().weights())));
    int height = cam.last().height();
    int width = cam.last().width();
    var maps = new ArrayList<HeatMap>();
    for (int from = 0; from < all.length; from += height * width)
      maps.add(HeatMap.of(height, width, Arrays.copyOfRange(all, from, from + height * width)));
    return maps;
  }
}
