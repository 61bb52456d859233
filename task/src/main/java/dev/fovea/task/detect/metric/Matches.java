package dev.fovea.task.detect.metric;

/**
 * What met what in one picture: all that the scores need of it. Of the truths their class and the
 * areas in which they have to be found (bit {@code a} for area {@code a}, 0 for a crowd). Of the
 * answers, the surest first, class, score, the how manieth of its class it is, and for each area
 * and least overlap ({@link Coco#bit}) whether it met a truth and whether it is passed over.
 */
final class Matches {
  final int[] truthLabels;
  final byte[] truthAreas;
  final int[] labels;
  final byte[] ranks;
  final double[] scores;
  final long[] met;
  final long[] passed;
  private int answers;

  Matches(int truths, int answers) {
    truthLabels = new int[truths];
    truthAreas = new byte[truths];
    labels = new int[answers];
    ranks = new byte[answers];
    scores = new double[answers];
    met = new long[answers];
    passed = new long[answers];
  }

  void add(int label, int rank, double score, long metBits, long passedBits) {
    labels[answers] = label;
    ranks[answers] = (byte) rank;
    scores[answers] = score;
    met[answers] = metBits;
    passed[answers++] = passedBits;
  }

  int answers() {
    return answers;
  }
}
