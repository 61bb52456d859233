package dev.fovea.graph;

import static dev.fovea.graph.Axis.CHANNELS;
import static dev.fovea.graph.Axis.TOKENS;
import static dev.fovea.graph.Interpolation.BICUBIC;
import static dev.fovea.graph.Interpolation.BILINEAR;
import static dev.fovea.graph.Interpolation.NEAREST;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Small networks that together hold every op, with odd sizes and unequal heights and widths; each
 * is named after what it samples. All of them read inputs {@code x} (and {@code y}) of known shape
 * and answer {@code out}; the op under test is node {@code op}. Every reader of networks is tested
 * against all of them, so an op without a sample, or a reader without an answer, fails a test.
 */
public final class Samples {
  private static final Shape.Map MAP = new Shape.Map(6, 9, 7);
  private static final Shape.Tokens TOKENS_5X6 = new Shape.Tokens(5, 6);
  private static final Shape.Vector VECTOR = new Shape.Vector(6);

  private final List<Network> networks = new ArrayList<>();

  private Samples() {}

  /** All samples. */
  public static List<Network> networks() {
    var samples = new Samples();
    samples.convolutions();
    samples.norms();
    samples.activations();
    samples.attention();
    samples.pools();
    samples.forms();
    samples.sizes();
    samples.arithmetic();
    samples.training();
    return List.copyOf(samples.networks);
  }

  private void convolutions() {
    one("conv2d", MAP, Op.Conv2d.of(6, 4, 3, 1, true));
    one(
        "conv2d_all",
        MAP,
        new Op.Conv2d(
            6, 4, new Size(3, 2), new Size(2, 1), new Size(1, 2), new Size(1, 2), 2, false));
    one("conv2d_depthwise", MAP, Op.Conv2d.of(6, 6, 5, 2, false).withGroups(6));
    one("conv2d_dilated", MAP, Op.Conv2d.of(6, 3, 3, 1, true).withDilation(2));
    one("conv_transpose2d", MAP, Op.ConvTranspose2d.of(6, 4, 4, 2, 1, false));
    one(
        "conv_transpose2d_all",
        MAP,
        new Op.ConvTranspose2d(
            6,
            4,
            new Size(3, 2),
            new Size(2, 3),
            new Size(1, 0),
            new Size(1, 2),
            new Size(2, 1),
            2,
            true));
    one("linear", VECTOR, new Op.Linear(6, 5, true));
    one("linear_tokens", TOKENS_5X6, new Op.Linear(6, 4, false));
    one("linear_map", MAP, new Op.Linear(6, 4, true));
  }

  private void norms() {
    one("batch_norm", MAP, new Op.BatchNorm(6, 1e-5, 0.1));
    one("batch_norm_vector", VECTOR, new Op.BatchNorm(6, 1e-3, 0.01));
    one("frozen_batch_norm", MAP, new Op.FrozenBatchNorm(6, 1e-5));
    one("layer_norm", TOKENS_5X6, new Op.LayerNorm(6, 1e-6));
    one("layer_norm_map", MAP, new Op.LayerNorm(6, 1e-6));
    one("layer_norm_vector", VECTOR, new Op.LayerNorm(6, 1e-5));
    one("group_norm", MAP, new Op.GroupNorm(3, 6, 1e-5));
  }

  private void activations() {
    for (var kind : ActivationKind.values())
      one(kind.name().toLowerCase(Locale.ROOT), MAP, new Op.Activation(kind));
    one("leaky_relu", MAP, new Op.LeakyRelu(0.2));
    one("softmax", VECTOR, new Op.Softmax());
    one("softmax_map", MAP, new Op.Softmax());
    one("softmax_tokens", TOKENS_5X6, new Op.Softmax());
  }

  private void attention() {
    one("multihead_attention", TOKENS_5X6, new Op.MultiheadAttention(6, 3));
    Wire query = Wire.start("multihead_attention_cross", "x", TOKENS_5X6);
    Wire key = query.input("y", new Shape.Tokens(4, 6));
    networks.add(query.then("op", new Op.MultiheadAttention(6, 2), key, key).network("out"));
    one("window_attention", MAP, new Op.WindowAttention(6, new Size(4, 3), Size.of(0), 2));
    one(
        "window_attention_shifted",
        MAP,
        new Op.WindowAttention(6, new Size(4, 3), new Size(2, 1), 3));
  }

  private void pools() {
    one("max_pool2d", MAP, Op.MaxPool2d.of(3, 2, 1));
    one(
        "max_pool2d_all",
        MAP,
        new Op.MaxPool2d(new Size(3, 2), new Size(2, 3), new Size(1, 0), new Size(2, 1), true));
    one("avg_pool2d", MAP, Op.AvgPool2d.of(2, 2, 0));
    one(
        "avg_pool2d_all",
        MAP,
        new Op.AvgPool2d(new Size(3, 2), new Size(2, 1), new Size(1, 1), true, false));
    one("adaptive_avg_pool2d", MAP, new Op.AdaptiveAvgPool2d(Size.of(1)));
    one("adaptive_avg_pool2d_all", MAP, new Op.AdaptiveAvgPool2d(new Size(4, 3)));
    one("adaptive_max_pool2d", MAP, new Op.AdaptiveMaxPool2d(Size.of(1)));
    one("adaptive_max_pool2d_all", MAP, new Op.AdaptiveMaxPool2d(new Size(4, 3)));
  }

  private void forms() {
    one("flatten", MAP, new Op.Flatten());
    one("flatten_tokens", TOKENS_5X6, new Op.Flatten());
    one("unflatten", new Shape.Vector(24), new Op.Unflatten(4, 3, 2));
    two("concat", MAP, MAP.withChannels(3), new Op.Concat(CHANNELS));
    two("concat_tokens", TOKENS_5X6, new Shape.Tokens(2, 6), new Op.Concat(TOKENS));
    one("slice", MAP, new Op.Slice(CHANNELS, 1, 4));
    one("slice_tokens", TOKENS_5X6, new Op.Slice(TOKENS, 0, 1));
    one("to_tokens", MAP, new Op.ToTokens());
    one("select", TOKENS_5X6, new Op.Select(4));
    one("patch_merge", MAP, new Op.PatchMerge());
    one("pixel_shuffle", new Shape.Map(8, 3, 5), new Op.PixelShuffle(2));
  }

  private void sizes() {
    for (var mode : PadMode.values())
      one("pad_" + mode.name().toLowerCase(Locale.ROOT), MAP, new Op.Pad(1, 2, 3, 0, mode));
    one("pad_channels", MAP, new Op.PadChannels(2, 3));
    one("resize_nearest", MAP, new Op.Resize(new Size(2, 3), NEAREST, false));
    one("resize_bilinear", MAP, new Op.Resize(Size.of(2), BILINEAR, false));
    one("resize_bilinear_corners", MAP, new Op.Resize(Size.of(2), BILINEAR, true));
    one("resize_bicubic", MAP, new Op.Resize(Size.of(2), BICUBIC, false));
    Shape like = new Shape.Map(1, 13, 4);
    two("resize_to_nearest", MAP, like, new Op.ResizeTo(NEAREST, false));
    two("resize_to_bilinear", MAP, like, new Op.ResizeTo(BILINEAR, false));
    two("resize_to_bicubic_corners", MAP, like, new Op.ResizeTo(BICUBIC, true));
  }

  private void arithmetic() {
    two("add", MAP, MAP, new Op.Add());
    two("add_broadcast", MAP, new Shape.Map(6, 1, 1), new Op.Add());
    two("mul", MAP, new Shape.Map(6, 1, 1), new Op.Mul());
    Wire x = Wire.start("parameter", "x", TOKENS_5X6);
    Wire position = x.parameter("op", List.of(1, 5, 6), TOKENS_5X6);
    networks.add(x.plus(position).network("out"));
  }

  private void training() {
    one("dropout", VECTOR, new Op.Dropout(0.5));
    one("stochastic_depth", MAP, new Op.StochasticDepth(0.2));
    one("detach", MAP, new Op.Detach());
  }

  private void one(String name, Shape in, Op op) {
    networks.add(Wire.start(name, "x", in).then("op", op).network("out"));
  }

  private void two(String name, Shape first, Shape second, Op op) {
    Wire x = Wire.start(name, "x", first);
    networks.add(x.then("op", op, x.input("y", second)).network("out"));
  }
}
