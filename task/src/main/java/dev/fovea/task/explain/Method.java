package dev.fovea.task.explain;

/** How the evidence for an answer is found. */
public sealed interface Method {
  /**
   * Grad-CAM, Selvaraju et al. 2017, <a
   * href="https://arxiv.org/abs/1610.02391">arXiv:1610.02391</a>, equations 1 and 2: the last map
   * of the network [c, h, w], each channel weighed by the mean slope of the answer's logit along
   * it, summed, and cut off below 0. One pass; as fine as the last map.
   */
  record GradCam() implements Method {}

  /**
   * Occlusion, Zeiler and Fergus 2014, <a
   * href="https://arxiv.org/abs/1311.2901">arXiv:1311.2901</a>, section 4.2: a square of the
   * picture is covered with the picture's mean colour, at each place of a grid, and the answer's
   * log-odds (its logit, less the log of the summed exponentials of the others' logits) are
   * compared with those of the whole picture. Log-odds, because probabilities near 1 hide what they
   * lose. Works with every network; as many passes as there are places.
   *
   * @param patchPx side of the square, in pixels of the network's input; 0 for a seventh of it
   * @param stridePx from one square to the next, at most patchPx; 0 for half a square
   */
  record Occlusion(int patchPx, int stridePx) implements Method {
    /** A seventh of the input, half a square on each time. */
    public static final Occlusion USUAL = new Occlusion(0, 0);

    public Occlusion {
      if (patchPx < 0 || stridePx < 0 || (patchPx > 0 && stridePx > patchPx))
        throw new IllegalArgumentException(
            "occlusion expects squares of 1 px or more and a stride of at most a square, got a"
                + " square of "
                + patchPx
                + " px and a stride of "
                + stridePx);
    }

    /** With both numbers chosen, for an input of that size. */
    Occlusion in(int heightPx, int widthPx) {
      int shorter = Math.min(heightPx, widthPx);
      int patch = patchPx > 0 ? Math.min(patchPx, shorter) : Math.max(1, Math.round(shorter / 7f));
      int stride = stridePx > 0 ? Math.min(stridePx, patch) : Math.max(1, patch / 2);
      return new Occlusion(patch, stride);
    }
  }

  /**
   * The method of a word: {@code gradcam}, {@code occlusion}, or {@code occlusion:24} with squares
   * of 24 px of the network's input.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static Method of(String word) {
    if (word.matches("occlusion:[1-9][0-9]{0,3}"))
      return new Occlusion(Integer.parseInt(word.substring(word.indexOf(':') + 1)), 0);
    return switch (word) {
      case "gradcam" -> new GradCam();
      case "occlusion" -> Occlusion.USUAL;
      default ->
          throw new IllegalArgumentException(
              "expects gradcam, occlusion or occlusion:PX with squares of PX pixels, got " + word);
    };
  }
}
