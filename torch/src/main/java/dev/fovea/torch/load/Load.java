package dev.fovea.torch.load;

import static org.bytedeco.pytorch.global.torch.zeros;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.torch.Gradients;
import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.TorchException;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.TensorCopy;
import java.util.LinkedHashMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Makes a network's weights of a file's tensors: on the CPU, float32, without gradients. */
public final class Load {
  private Load() {}

  /**
   * All of a network's weights, nothing missing; what the network has no place for is left over.
   *
   * @throws TorchException where the file holds those of another network
   */
  public static Loaded of(WeightsFile file, Network network) {
    try (var none = Weights.of(new LinkedHashMap<>())) {
      return of(file, network, Adapt.NOTHING, none);
    }
  }

  /**
   * New weights of a network: the file's where they fit, copies of others where they start anew.
   *
   * @param adapt what may differ
   * @param start of what starts anew, e.g. by {@link dev.fovea.torch.InitialWeights}; stays as it
   *     is
   * @throws TorchException where more differs
   */
  public static Loaded of(WeightsFile file, Network network, Adapt adapt, Weights start) {
    Fit fit = plan(file, network, adapt);
    Natives.load();
    var all = new LinkedHashMap<String, Tensor>();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      fit.parts().forEach((name, part) -> all.put(name, tensor(file, name, part, start)));
      Params.of(network)
          .forEach((name, param) -> {
            if (param.dtype() == Dtype.INT64) all.compute(name, (_, t) -> t.to(ScalarType.Long));
          });
      all.values().forEach(Scope::keep);
    }
    return new Loaded(Weights.of(all), fit);
  }

  /**
   * Where each tensor will come from.
   *
   * @throws TorchException where more differs than may
   */
  public static Fit plan(WeightsFile file, Network network, Adapt adapt) {
    Fit fit = Fit.of(file.tensors(), network, adapt);
    if (!fit.fits())
      throw new TorchException(
          file.path() + " " + FitWords.misfits(fit) + "; `fovea info` lists what it holds");
    return fit;
  }

  private static Tensor tensor(WeightsFile file, String name, Part part, Weights start) {
    return switch (part) {
      case Part.Taken t -> TensorCopy.inFloat32(file.tensors().get(t.from()));
      case Part.Rewritten r ->
          InputChannels.of(TensorCopy.inFloat32(file.tensors().get(r.from())), r.needs());
      case Part.Resized r ->
          PositionEmbeddings.of(TensorCopy.inFloat32(file.tensors().get(r.from())), r.needs());
      case Part.Zero _ -> zeros(new long[0], new TensorOptions(ScalarType.Long));
      case Part.Anew _ -> start.get(name).detach().clone();
      case Part.Missing _, Part.Misfit _ ->
          throw new IllegalStateException("a plan that fits has no " + part);
    };
  }
}
