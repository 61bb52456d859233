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
      checkMoments(beta1, beta2, eps);
      checkDecay(weightDecay);
    }

    public static AdamW of(double rate, double weightDecay) {
      return new AdamW(rate, 0.9, 0.999, 1e-8, weightDecay);
    }

    @Override
    public AdamW withRate(double rate) {
      return new AdamW(rate, beta1, beta2, eps, weightDecay);
    }
  }

  /**
   * Layer-wise rates for large batches: You et al. 2017, <a
   * href="https://arxiv.org/abs/1708.03888">arXiv:1708.03888</a>. Each tensor of more than one
   * dimension takes trust * ||w|| / (||g|| + decay ||w||) of its decayed gradient (all of it, where
   * w or g is 0); norms and biases take theirs as it is. The velocity is that of {@code
   * torch.optim.SGD}, so a falling rate slows what is under way; in the paper, eq. 6, it does not.
   *
   * @param trust how far a tensor moves relative to its length at rate 1; 0.001 in the paper
   */
  record Lars(double rate, double momentum, double trust, double weightDecay) implements Optimiser {
    public Lars {
      checkRate(rate);
      checkShare("momentum", momentum);
      if (!(trust > 0 && trust <= 1))
        throw new TrainException("trust must be above 0 and at most 1, got " + trust);
      checkDecay(weightDecay);
    }

    public static Lars of(double rate, double momentum, double weightDecay) {
      return new Lars(rate, momentum, 0.001, weightDecay);
    }

    @Override
    public Lars withRate(double rate) {
      return new Lars(rate, momentum, trust, weightDecay);
    }
  }

  /**
   * Adam with layer-wise rates: You et al. 2019, <a
   * href="https://arxiv.org/abs/1904.00962">arXiv:1904.00962</a>, algorithm 2 with phi(z) = z. Each
   * tensor of more than one dimension moves by its decayed direction r, stretched to its own length
   * (||w|| / ||r||); norms and biases move as Adam moves them.
   */
  record Lamb(double rate, double beta1, double beta2, double eps, double weightDecay)
      implements Optimiser {
    public Lamb {
      checkRate(rate);
      checkMoments(beta1, beta2, eps);
      checkDecay(weightDecay);
    }

    public static Lamb of(double rate, double weightDecay) {
      return new Lamb(rate, 0.9, 0.999, 1e-6, weightDecay);
    }

    @Override
    public Lamb withRate(double rate) {
      return new Lamb(rate, beta1, beta2, eps, weightDecay);
    }
  }

  /**
   * Steps that turn all directions alike: Jordan 2024, <a
   * href="https://kellerjordan.github.io/posts/muon/">Muon</a>. Nesterov's velocity of each tensor
   * of more than one dimension, as a matrix [r, c] (a kernel [o, i, h, w] is one of [o, i h w]), is
   * made orthogonal and 0.2 sqrt(max(r, c)) long, which is about the size of AdamW's step, so that
   * its rates and decays serve: Liu et al. 2025, <a
   * href="https://arxiv.org/abs/2502.16982">arXiv:2502.16982</a>, eq. 4. Norms and biases move as
   * AdamW moves them.
   */
  record Muon(double rate, double momentum, double weightDecay) implements Optimiser {
    public Muon {
      checkRate(rate);
      checkShare("momentum", momentum);
      checkDecay(weightDecay);
    }

    public static Muon of(double rate, double weightDecay) {
      return new Muon(rate, 0.95, weightDecay);
    }

    /** What moves norms and biases. */
    AdamW others() {
      return AdamW.of(rate, 0);
    }

    @Override
    public Muon withRate(double rate) {
      return new Muon(rate, momentum, weightDecay);
    }
  }

  private static void checkMoments(double beta1, double beta2, double eps) {
    checkShare("beta1", beta1);
    checkShare("beta2", beta2);
    if (!(eps > 0)) throw new TrainException("eps must be above 0, got " + eps);
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
