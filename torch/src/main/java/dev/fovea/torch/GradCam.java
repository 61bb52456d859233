package dev.fovea.torch;

import dev.fovea.graph.Cut;
import dev.fovea.graph.LastMap;
import dev.fovea.graph.Network;
import org.bytedeco.pytorch.Tensor;

/**
 * Where in a picture a network's evidence for a class lies: Grad-CAM, Selvaraju et al. 2017, <a
 * href="https://arxiv.org/abs/1610.02391">arXiv:1610.02391</a>, equations 1 and 2. Each channel of
 * the last map A [c, h, w] is weighed by the mean slope of the class's logit y along it:
 *
 * <pre>{@code relu(sum over c of mean over places(dy / dA_c) A_c)}</pre>
 *
 * <p>The network is cut at that map. What is in front of it runs as ever; gradients are recorded
 * behind it alone, so that the way back is short. Holds no tensors; for any thread.
 */
public final class GradCam {
  private final LastMap last;
  private final Runner front;
  private final Runner behind;

  private GradCam(LastMap last, Network network) {
    this.last = last;
    this.front = new Runner(Cut.upTo(network, last.node()));
    this.behind = new Runner(Cut.from(network, last.node()));
  }

  /**
   * For the first output of a network, [n, classes], of pictures of one size.
   *
   * @throws TorchException where the network has no map with places
   */
  public static GradCam of(Network network, int heightPx, int widthPx) {
    Network answering = network.only(network.outputs().getFirst().name());
    LastMap last =
        LastMap.of(answering, heightPx, widthPx)
            .orElseThrow(() ->
                new TorchException(
                    network.name()
                        + " has no map of more than one place in pictures of "
                        + widthPx
                        + " x "
                        + heightPx
                        + " px, so Grad-CAM has nothing to look at; ask for occlusion"));
    return new GradCam(last, answering);
  }

  /** The value that is looked at. */
  public LastMap last() {
    return last;
  }

  /**
   * The evidence, 0 or more.
   *
   * @param input [n, c, h, w]
   * @param labels the class that is asked for, one a picture
   * @return [n, h, w] as large as the last map, a tensor of the caller's scope
   */
  public Tensor of(Tensor input, int[] labels, Weights weights) {
    try (var _ = Gradients.off()) {
      Tensor map = front.run(input, weights, Mode.EVAL);
      Tensor slope = slope(map, labels, weights);
      boolean tokens = map.dim() == 3;
      long places = (long) last.height() * last.width();
      Tensor a = tokens ? map.narrow(1, last.lead(), places) : map.flatten(2, 3).transpose(1, 2);
      Tensor g =
          tokens ? slope.narrow(1, last.lead(), places) : slope.flatten(2, 3).transpose(1, 2);
      Tensor evidence = a.mul(g.mean(new long[] {1}, true, null)).sum(2).relu();
      return evidence.view(labels.length, last.height(), last.width());
    }
  }

  /** Along the map, of the sum of each picture's own logit: the slope of each by itself. */
  private Tensor slope(Tensor map, int[] labels, Weights weights) {
    try (var _ = Gradients.on()) {
      Tensor leaf = map.detach().clone().requires_grad_(true);
      Tensor logits = behind.run(leaf, weights, Mode.EVAL);
      int classes = (int) logits.size(1);
      var own = new float[labels.length * classes];
      for (int i = 0; i < labels.length; i++) own[i * classes + labels[i]] = 1;
      Tensor asked = Tensors.of(own, labels.length, classes).to(map.device(), Tensors.FLOAT);
      logits.mul(asked).sum().backward();
      return leaf.grad();
    }
  }
}
