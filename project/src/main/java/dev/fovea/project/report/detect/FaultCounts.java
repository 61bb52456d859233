package dev.fovea.project.report.detect;

import dev.fovea.data.Counted;
import dev.fovea.image.Classes;
import java.util.List;
import java.util.Locale;

/**
 * How many answers are wrong, and why; {@code counts} by the order of {@link Verdict.Why}.
 *
 * @param things that had to be found
 * @param missed how many of them were not
 */
record FaultCounts(double confidence, long things, long missed, List<Long> counts) {
  FaultCounts {
    counts = List.copyOf(counts);
  }

  static FaultCounts of(List<Answered> pictures, double confidence, Classes classes) {
    long things = 0;
    long missed = 0;
    var counts = new Long[Verdict.Why.values().length];
    java.util.Arrays.fill(counts, 0L);
    for (Answered picture : pictures) {
      Verdict verdict = Verdict.of(picture, confidence, classes);
      things += verdict.found().size() + verdict.missed().size();
      missed += verdict.missed().size();
      for (Verdict.Alarm alarm : verdict.alarms()) counts[alarm.why().ordinal()]++;
    }
    return new FaultCounts(confidence, things, missed, List.of(counts));
  }

  long alarms() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  String words() {
    String missing =
        String.format(
            Locale.ROOT,
            "Of answers from %.2f on: %,d of %s missed, %s",
            confidence,
            missed,
            Counted.of((int) Math.min(Integer.MAX_VALUE, things), "thing"),
            Counted.of((int) Math.min(Integer.MAX_VALUE, alarms()), "false alarm"));
    if (alarms() == 0) return missing + ".";
    return missing
        + String.format(
            Locale.ROOT,
            " (where nothing is: %,d, at the wrong place: %,d, of another class: %,d, a second time"
                + " for one thing: %,d).",
            of(Verdict.Why.NOTHING),
            of(Verdict.Why.PLACE),
            of(Verdict.Why.CLASS),
            of(Verdict.Why.TWICE));
  }

  private long of(Verdict.Why why) {
    return counts.get(why.ordinal());
  }
}
