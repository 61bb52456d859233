package dev.fovea.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * The numbers of a network, by state-dict name: the one mutable thing beside the graph. Owns its
 * tensors and frees them when closed.
 */
public final class Weights implements AutoCloseable {
  private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

  /** Takes over tensors that outlive every scope, e.g. by {@link Scope#keep}. */
  public static Weights of(Map<String, Tensor> tensors) {
    var weights = new Weights();
    weights.tensors.putAll(tensors);
    return weights;
  }

  private Weights() {}

  /** The tensor of a name. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null)
      throw new TorchException("the weights hold no tensor " + name + ", only " + sample());
    return tensor;
  }

  /** The tensor of a name, or an empty optional; made in the caller's scope. */
  TensorOptional find(String name) {
    Tensor tensor = tensors.get(name);
    return tensor == null ? new TensorOptional() : new TensorOptional(tensor);
  }

  /** Replaces a tensor by another of the same shape, which must outlive every scope. */
  public void replace(String name, Tensor tensor) {
    get(name).close();
    tensors.put(name, tensor);
  }

  /** Brings every tensor to a device; those already there stay as they are. */
  public void moveTo(Device device) {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      for (String name : List.copyOf(tensors.keySet())) {
        Tensor tensor = get(name);
        if (!tensor.device().equals(device))
          replace(name, Scope.keep(tensor.to(device, tensor.scalar_type())));
      }
    }
  }

  /** Name to tensor, in the order of the network; the tensors stay this object's own. */
  public SequencedMap<String, Tensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  /** The same numbers in tensors of their own, without gradients. */
  public Weights copy() {
    var copies = new LinkedHashMap<String, Tensor>();
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      tensors.forEach((name, tensor) -> copies.put(name, Scope.keep(tensor.detach().clone())));
    }
    return of(copies);
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }

  private String sample() {
    var names = tensors.sequencedKeySet().stream().limit(5).toList();
    return names.size() < tensors.size()
        ? names + " and " + (tensors.size() - 5) + " more"
        : "" + names;
  }
}
