package dev.fovea.task.detect.metric;

/** Sorting by falling score, equal scores in place: the order that decides among ties. */
final class Order {
  private Order() {}

  /** The places of the first {@code n} scores, the highest first; by merging, 1, 2, 4 ... long. */
  static int[] falling(double[] scores, int n) {
    var from = new int[n];
    for (int i = 0; i < n; i++) from[i] = i;
    var to = new int[n];
    for (int length = 1; length < n; length = length > n / 2 ? n : 2 * length) {
      for (int start = 0; start < n; start += 2 * length) {
        int middle = Math.min(start + length, n);
        merge(scores, from, to, start, middle, Math.min(middle + length, n));
        if (start > n - 2 * length) break;
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void merge(double[] scores, int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean second = left == middle || (right < end && scores[from[right]] > scores[from[left]]);
      to[i] = from[second ? right++ : left++];
    }
  }
}
