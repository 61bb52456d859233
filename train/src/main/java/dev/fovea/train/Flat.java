package dev.fovea.train;

import static org.bytedeco.pytorch.global.torch.stack;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Many tensors as views of one: a step, a clip, an average over all of them is then one call.
 *
 * <p>Kernels [o, i, h, w] lie in it as [o, h, w, i], channels last: libtorch's convolutions then
 * read and write their maps so too, without reordering them each time.
 *
 * <p>Owns the flat tensor; the views belong to the {@link Weights} that they were put into.
 */
final class Flat implements AutoCloseable {
  private static final double LENGTH = 0.2;

  /** Where a tensor lies. */
  private record Span(String name, long offset, List<Long> shape) {}

  private final List<Span> spans = new ArrayList<>();
  private final Tensor values;

  /** Moves the named float tensors of the weights into one flat tensor of their device. */
  Flat(Weights weights, List<String> names) {
    long total = 0;
    for (String name : names) {
      Tensor tensor = weights.get(name);
      spans.add(new Span(name, total, LongStream.of(tensor.shape()).boxed().toList()));
      total += tensor.numel();
    }
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      values = Scope.keep(weights.get(names.getFirst()).new_zeros(total));
      for (Span span : spans) view(span, values).copy_(weights.get(span.name));
      putInto(weights);
    }
  }

  private Flat(Flat like, Tensor values) {
    this.spans.addAll(like.spans);
    this.values = values;
  }

  /** Another flat tensor of the same layout, filled with zeros. */
  Flat zeros() {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      return new Flat(this, Scope.keep(values.new_zeros(values.numel())));
    }
  }

  /** All numbers, [total]. */
  Tensor values() {
    return values;
  }

  /** The 2-norm of each tensor in a flat one of this layout, [tensors]. */
  Tensor norms(Tensor flat) {
    var norms = spans.stream().map(span -> part(span, flat).norm()).toArray(Tensor[]::new);
    return stack(new TensorVector(norms));
  }

  /** Multiplies each tensor in a flat one of this layout by its own factor, [tensors]. */
  void scale(Tensor flat, Tensor factors) {
    for (int i = 0; i < spans.size(); i++) {
      var _ = part(spans.get(i), flat).mul_(factors.select(0, i));
    }
  }

  /**
   * Makes each tensor in a flat one of this layout, as a matrix [r, c], about orthogonal with
   * singular values of 0.2 sqrt(max(r, c)), whose numbers are about 0.2 in the root mean square.
   */
  void orthogonalise(Tensor flat) {
    int threads = Threads.count();
    Threads.use(1);
    try {
      boolean beside = threads > 1 && !flat.is_cuda();
      Stream<Span> each = beside ? spans.parallelStream() : spans.stream();
      each.forEach(span -> orthogonalise(span, flat));
    } finally {
      Threads.use(threads);
    }
  }

  private static void orthogonalise(Span span, Tensor flat) {
    try (var _ = Gradients.off();
        var _ = new Scope()) {
      long rows = span.shape.getFirst();
      Tensor matrix = part(span, flat).view(rows, -1);
      double length = LENGTH * Math.sqrt((double) Math.max(rows, matrix.size(1)));
      var _ = matrix.copy_(NewtonSchulz.of(matrix).mul_(new Scalar(length)));
    }
  }

  /** Makes the named tensors of some weights views of this. */
  void putInto(Weights weights) {
    for (Span span : spans) weights.replace(span.name, Scope.keep(view(span, values)));
  }

  /** Makes the tensors record gradients, into views of another flat tensor. */
  void gradientsInto(Weights weights, Flat gradients) {
    for (Span span : spans) {
      Tensor tensor = weights.get(span.name);
      tensor.set_requires_grad(true);
      tensor.mutable_grad().put(view(span, gradients.values));
    }
  }

  /** Whether the way back goes to the tensors from now on; their gradients stay where they are. */
  void gradientsWanted(Weights weights, boolean wanted) {
    for (Span span : spans) weights.get(span.name).set_requires_grad(wanted);
  }

  /** The name of a tensor whose gradient no longer lies in the flat one, or null. */
  String strayed(Weights weights, Flat gradients) {
    for (Span span : spans)
      if (weights.get(span.name).grad().data_ptr().address()
          != view(span, gradients.values).data_ptr().address()) return span.name;
    return null;
  }

  /** Detached, so that it is a leaf of its own and autocast may cache it. */
  private static Tensor view(Span span, Tensor flat) {
    long[] shape = span.shape.stream().mapToLong(d -> d).toArray();
    Tensor part = part(span, flat);
    if (shape.length != 4) return part.view(shape).detach();
    return part.view(shape[0], shape[2], shape[3], shape[1]).permute(0, 3, 1, 2).detach();
  }

  private static Tensor part(Span span, Tensor flat) {
    return flat.narrow(0, span.offset, span.shape.stream().reduce(1L, Math::multiplyExact));
  }

  @Override
  public void close() {
    values.close();
  }
}
