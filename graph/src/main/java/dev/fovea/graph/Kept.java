package dev.fovea.graph;

import java.util.HashSet;
import java.util.Set;

/**
 * The values that a training must keep for its way back, or work out again: what its gradients are
 * made of, as PyTorch's {@code derivatives.yaml} has them. Of a convolution and the ReLU behind it
 * only the latter's value is kept, for the gradient of a ReLU is told from its answer.
 */
final class Kept {
  private Kept() {}

  /** Names of nodes. */
  static Set<String> of(Network network) {
    Set<String> kept = new HashSet<>();
    for (Node node : network.nodes()) {
      if (answer(node.op())) kept.add(node.name());
      if (inputs(node.op())) kept.addAll(node.inputs());
    }
    return kept;
  }

  /** Whether an op's gradient is made of what it answered, or of a mask of its size. */
  static boolean answer(Op op) {
    return (op instanceof Op.Activation a && ofAnswer(a.kind()))
        || op instanceof Op.Softmax
        || op instanceof Op.Dropout;
  }

  /** Whether an op's gradient is made of what it read. */
  static boolean inputs(Op op) {
    return switch (op) {
      case Op.Conv2d _, Op.ConvTranspose2d _, Op.Linear _ -> true;
      case Op.BatchNorm _, Op.FrozenBatchNorm _, Op.LayerNorm _, Op.GroupNorm _ -> true;
      case Op.MultiheadAttention _, Op.WindowAttention _ -> true;
      case Op.MaxPool2d _, Op.AdaptiveMaxPool2d _, Op.AvgPool2d _ -> true;
      case Op.Mul _, Op.LeakyRelu _ -> true;
      case Op.Activation a -> !ofAnswer(a.kind());
      case Op.Softmax _, Op.Dropout _, Op.StochasticDepth _, Op.Detach _ -> false;
      case Op.AdaptiveAvgPool2d _, Op.Flatten _, Op.Unflatten _, Op.Concat _, Op.Slice _ -> false;
      case Op.Pad _, Op.PadChannels _, Op.Resize _, Op.ResizeTo _, Op.ToTokens _ -> false;
      case Op.Select _, Op.PatchMerge _, Op.PixelShuffle _, Op.Add _, Op.Parameter _ -> false;
    };
  }

  private static boolean ofAnswer(ActivationKind kind) {
    return switch (kind) {
      case RELU, SIGMOID, TANH -> true;
      case RELU6, HARDSIGMOID, SILU, HARDSWISH, GELU, GELU_TANH -> false;
    };
  }
}
