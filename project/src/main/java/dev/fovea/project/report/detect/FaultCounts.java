package dev.fovea.project.report.detect;

import dev.fovea.data.Counted;
import dev.fovea.image.Classes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much was missed, and how many answers are wrong for which reason.
 *
 * @param things that had to be found
 * @param missed how many of them were not
 */
record FaultCounts(double confidence, long things, long missed, Map<Verdict.Why, Long> counts) {
  FaultCounts {
    var all = new EnumMap<Verdict.Why, Long>(Verdict.Why.class);
    for (Verdict.Why why : Verdict.Why.values()) all.put(why, counts.getOrDefault(why, 0L));
    counts = Collections.unmodifiableMap(all);
  }

  static FaultCounts of(List<Answered> pictures, double confidence, Classes classes) {
    long things = 0;
    long missed = 0;
    var counts = new EnumMap<Verdict.Why, Long>(Verdict.Why.class);
    for (Answered picture : pictures) {
      Verdict verdict = Verdict.of(picture, confidence, classes);
      things += verdict.found().size() + verdict.missed().size();
      missed += verdict.missed().size();
      for (Verdict.Alarm alarm : verdict.alarms()) counts.merge(alarm.why(), 1L, Long::sum);
    }
    return new FaultCounts(confidence, things, missed, counts);
  }

  long alarms() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  String words() {
    String missing =
        String.format(
            Locale.ROOT,
            "Of answers from %.2f on: %,d of %s missed, %s",
            confidence,
            missed,
            Counted.of(things, "thing"),
            Counted.of(alarms(), "false alarm"));
    if (alarms() == 0) return missing + ".";
    return missing
        + String.format(
            Locale.ROOT,
            " (where nothing is: %,d, at the wrong place: %,d, of another class: %,d, a second time"
                + " for one thing: %,d).",
            counts.get(Verdict.Why.NOTHING),
            counts.get(Verdict.Why.PLACE),
            counts.get(Verdict.Why.CLASS),
            counts.get(Verdict.Why.TWICE));
  }
}
