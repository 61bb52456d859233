package dev.fovea.task.detect.rcnn;

/**
 * Which of the true boxes each box answers for: the one that it overlaps most, as torchvision's
 * {@code Matcher} has it.
 *
 * @param hit from this overlap (intersection over union) on
 * @param miss below this overlap a box answers for nothing; between both it is not asked
 * @param best whether each true box is also answered for by those that overlap it most, however
 *     little
 */
record Matching(float hit, float miss, boolean best) {
  /** Of anchors. */
  static final Matching ANCHORS = new Matching(0.7f, 0.3f, true);

  /** Of proposals. */
  static final Matching PROPOSALS = new Matching(0.5f, 0.5f, false);

  /** Answers for nothing. */
  static final int NOTHING = -1;

  /** Is not asked. */
  static final int UNASKED = -2;

  /**
   * For each box the number of its true one, {@link #NOTHING} or {@link #UNASKED}.
   *
   * @param boxes [k, 4]: left, top, right, bottom
   * @param truths [m, 4], of some width and height
   */
  int[] of(float[] boxes, float[] truths) {
    int k = boxes.length / 4;
    int m = truths.length / 4;
    var overlap = new float[k];
    var owner = new int[k];
    var most = new float[m];
    for (int j = 0; j < m; j++)
      for (int i = 0; i < k; i++) {
        float iou = overlap(truths, j, boxes, i);
        if (iou > most[j]) most[j] = iou;
        if (iou <= overlap[i]) continue;
        overlap[i] = iou;
        owner[i] = j;
      }
    var kept = new boolean[k];
    if (best)
      for (int j = 0; j < m; j++)
        for (int i = 0; i < k; i++)
          if (most[j] > 0 && !kept[i]) kept[i] = overlap(truths, j, boxes, i) == most[j];
    for (int i = 0; i < k; i++)
      if (!kept[i] && overlap[i] < hit) owner[i] = overlap[i] < miss ? NOTHING : UNASKED;
    return owner;
  }

  private static float overlap(float[] a, int i, float[] b, int j) {
    float width = Math.min(a[4 * i + 2], b[4 * j + 2]) - Math.max(a[4 * i], b[4 * j]);
    if (width <= 0) return 0;
    float height = Math.min(a[4 * i + 3], b[4 * j + 3]) - Math.max(a[4 * i + 1], b[4 * j + 1]);
    if (height <= 0) return 0;
    float both = width * height;
    return both / (area(a, i) + area(b, j) - both);
  }

  private static float area(float[] a, int i) {
    return (a[4 * i + 2] - a[4 * i]) * (a[4 * i + 3] - a[4 * i + 1]);
  }
}
