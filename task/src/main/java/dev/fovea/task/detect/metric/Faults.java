package dev.fovea.task.detect.metric;

/**
 * What went wrong in one picture. Sorted, the picture of the most faults comes first.
 *
 * @param picture its number, from 0 in the order they were added
 * @param truths how many things had to be found
 * @param misses how many of them were not
 * @param falseAlarms how many answers met nothing
 */
public record Faults(int picture, int truths, int misses, int falseAlarms)
    implements Comparable<Faults> {

  /** Misses and false alarms together. */
  public int all() {
    return misses + falseAlarms;
  }

  @Override
  public int compareTo(Faults other) {
    int byFaults = Integer.compare(other.all(), all());
    return byFaults != 0 ? byFaults : Integer.compare(picture, other.picture);
  }
}
