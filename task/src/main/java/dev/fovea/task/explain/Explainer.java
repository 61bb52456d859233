package dev.fovea.task.explain;

import dev.fovea.image.HeatMap;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Buffers;
import dev.fovea.task.Model;
import dev.fovea.task.classify.TorchClassifier;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Explains a classifier's answers. Belongs to the classifier and may be shared as it is.
 *
 * <pre>{@code
 * try (var classifier = TorchClassifier.open(Path.of("best.safetensors"))) {
 *   Image photo = Decode.of(Path.of("photo.jpg"));
 *   var explainer = Explainer.of(classifier, new Method.GradCam());
 *   Encode.write(explainer.over(photo, explainer.explain(photo)), Path.of("why.png"));
 * }
 * }</pre>
 */
public final class Explainer {
  private final TorchClassifier classifier;
  private final Evidence evidence;

  /** How much each place says for some classes, of pictures [n, c, h, w] in a buffer. */
  interface Evidence {
    List<HeatMap> of(FloatBuffer numbers, int[] labels);
  }

  private Explainer(TorchClassifier classifier, Evidence evidence) {
    this.classifier = classifier;
    this.evidence = evidence;
  }

  /**
   * An explainer of a method.
   *
   * @throws dev.fovea.torch.TorchException where Grad-CAM finds no map in the network
   */
  public static Explainer of(TorchClassifier classifier, Method method) {
    return new Explainer(
        classifier,
        switch (method) {
          case Method.GradCam _ -> GradientEvidence.of(classifier.open());
          case Method.Occlusion occlusion -> OcclusionEvidence.of(classifier.open(), occlusion);
        });
  }

  /** Why a decoded picture gets the answer that it gets. */
  public Explanation explain(Image picture) {
    return explain(picture, classifier.classify(picture).top().name());
  }

  /** What in a decoded picture speaks for a class. */
  public Explanation explain(Image picture, String label) {
    Image ready = model().preprocess().image(picture);
    return explain(List.of(ready), List.of(label)).getFirst();
  }

  /**
   * As above, for pictures that {@link Preprocess#image} made, as one batch.
   *
   * @param labels the class that is explained, one a picture
   */
  public List<Explanation> explain(List<Image> ready, List<String> labels) {
    if (ready.isEmpty()) return List.of();
    Preprocess to = model().preprocess();
    var classes = new int[ready.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = model().classes().find(labels.get(i));
      if (classes[i] < 0)
        throw new IllegalArgumentException("the model has no class " + labels.get(i));
    }
    List<HeatMap> maps =
        Buffers.lend(
            classes.length,
            to.floats(),
            numbers -> {
              for (int i = 0; i < classes.length; i++)
                to.write(ready.get(i), numbers, i * to.floats());
              return evidence.of(numbers, classes);
            });
    var explained = new ArrayList<Explanation>();
    for (int i = 0; i < classes.length; i++)
      explained.add(new Explanation(labels.get(i), maps.get(i)));
    return explained;
  }

  /** A decoded picture under its explanation, in its own pixels. */
  public Image over(Image picture, Explanation explanation) {
    Preprocess to = model().preprocess();
    return explanation
        .map()
        .in(to.placement(picture.width(), picture.height()), to.width(), to.height())
        .over(picture);
  }

  private Model model() {
    return classifier.open().model();
  }
}
