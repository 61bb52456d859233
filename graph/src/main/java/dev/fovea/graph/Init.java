package dev.fovea.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * How the tensors of a network start. Without rules every tensor starts as its {@code torch.nn}
 * module starts it; a rule replaces that for the tensors it names, later rules over earlier ones.
 */
public record Init(List<Rule> rules) {
  /** PyTorch's own start for every op. */
  public static final Init PYTORCH = new Init(List.of());

  /** He et al. 2015, as torchvision starts its ResNets: normal, fan out, for convolutions. */
  public static final Init KAIMING_FAN_OUT =
      PYTORCH.with(Op.Conv2d.class, "weight", ".*", new Fill.KaimingNormal(true));

  /**
   * The start of some tensors.
   *
   * @param op the op that holds them
   * @param key their key within the op, e.g. {@code weight}; "" for {@link Op.Parameter}
   * @param nodes regular expression that the whole node name matches
   * @param fill their first numbers
   */
  public record Rule(Class<? extends Op> op, String key, String nodes, Fill fill) {}

  /** First numbers of a tensor. */
  public sealed interface Fill {
    /** One number everywhere. */
    record Constant(double value) implements Fill {}

    /** 0, step, twice the step ..., from the start again after so many: distributions over bins. */
    record Ramp(int period, double step) implements Fill {
      public Ramp {
        if (period < 1) throw new GraphException("a ramp has a number or more, got " + period);
      }
    }

    /** A normal distribution around 0. */
    record Normal(double deviation) implements Fill {}

    /**
     * As {@link Normal}, drawn again outside -2 to 2: {@code nn.init.trunc_normal_} with its own
     * ends. They are numbers, not deviations, so a deviation of 0.02 is never cut.
     */
    record TruncatedNormal(double deviation) implements Fill {
      /** What is farther from 0 is drawn again. */
      public static final double END = 2;

      public TruncatedNormal {
        if (!(deviation > 0 && deviation <= END))
          throw new GraphException(
              "a deviation must be above 0 and at most " + END + ", got " + deviation);
      }
    }

    /** As {@link TruncatedNormal} with deviation sqrt(1 / fan in): patches of ViT. */
    record LecunNormal() implements Fill {}

    /** Within sqrt(6 / (fan in + fan out)): {@code nn.init.xavier_uniform_}. */
    record XavierUniform() implements Fill {}

    /** A uniform distribution from -bound to bound. */
    record Uniform(double bound) implements Fill {}

    /** Normal with deviation sqrt(2 / fan): {@code nn.init.kaiming_normal_} for ReLU. */
    record KaimingNormal(boolean fanOut) implements Fill {}
  }

  public Init {
    rules = List.copyOf(rules);
  }

  /** These rules and one more. */
  public Init with(Class<? extends Op> op, String key, String nodes, Fill fill) {
    var more = new ArrayList<>(rules);
    more.add(new Rule(op, key, nodes, fill));
    return new Init(more);
  }

  /** The last rule for a tensor, or null where PyTorch's own start holds. */
  public Fill fill(Node node, String key) {
    for (Rule rule : rules.reversed())
      if (rule.op().isInstance(node.op())
          && rule.key().equals(key)
          && node.name().matches(rule.nodes())) return rule.fill();
    return null;
  }
}
