package dev.fovea.train;

/** How gradients move weights, as data. Rates are those at schedule factor 1. */
public sealed interface Optimiser {
  /** The learning rate. */
  double rate();

  /** Decay of weights towards 0; never applied to norms and biases. */
  double weightDecay();

  /** The same optimiser with another learning rate. */
  Optimiser withRate(double rate);

  /** {@code torch.optim.SGD}; decay is added to the gradient. */
  record Sgd(double rate, double momentum, boolean nesterov, double weightDecay)
      implements Optimiser {
    public Sgd {
      checkRate(rate);
      checkShare("momentum", momentum);
      checkDecay(weightDecay);
      if (nesterov && momentum == 0)
        throw new TrainException("Nesterov needs a momentum above 0, e.g. 0.9");
    }

    @Override
    public Sgd withRate(double rate) {
      return new Sgd(rate, momentum, nesterov, weightDecay);
    }
  }

  /** {@code torch.optim.AdamW}: Loshchilov and Hutter 2017, decay apart from the gradient. */
  record AdamW(double rate, double beta1, double beta2, double eps, double weightDecay)
      implements Optimiser {
    public AdamW {
      checkRate(rate);
      checkShare("beta1", beta1);
      checkShare("beta2", beta2);
      checkDecay(weightDecay);
      if (!(eps > 0)) throw new TrainException("eps must be above 0, got " + eps);
    }

    public static AdamW of(double rate, double weightDecay) {
      return new AdamW(rate, 0.9, 0.999, 1e-8, weightDecay);
    }

    @Override
    public AdamW withRate(double rate) {
      return new AdamW(rate, beta1, beta2, eps, weightDecay);
    }
  }

  private static void checkRate(double rate) {
    if (!(rate > 0 && rate <= 1e6))
      throw new TrainException("the learning rate must be above 0 and at most 1e6, got " + rate);
  }

  private static void checkShare(String what, double share) {
    if (!(share >= 0 && share < 1))
      throw new TrainException(what + " must be from 0 to below 1, got " + share);
  }

  private static void checkDecay(double decay) {
    if (!(decay >= 0 && Double.isFinite(decay)))
      throw new TrainException("weight decay must be 0 or above, got " + decay);
  }
}
