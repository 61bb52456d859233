package dev.fovea.project.report.detect;

import dev.fovea.image.BoxMark;
import dev.fovea.image.BoxPen;
import dev.fovea.image.Classes;
import dev.fovea.image.Encode;
import dev.fovea.image.Sheet;
import dev.fovea.project.report.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The validation pictures with the most misses and false alarms, both drawn. */
final class Hardest {
  private static final int MOST = 25;
  private static final int WIDE_PX = 480;
  private static final int CELL_PX = 320;
  private static final BoxPen PEN = new BoxPen(2.5, 17);

  private Hardest() {}

  private record Judged(Answered picture, Verdict verdict) {}

  /**
   * At most 25 pictures with faults, those with the most first; those that cannot be read any more
   * are passed over.
   */
  static List<Looked> of(List<Answered> pictures, double confidence, Classes classes) {
    List<Judged> judged =
        pictures.stream()
            .map(picture -> new Judged(picture, Verdict.of(picture, confidence, classes)))
            .filter(each -> each.verdict.faults() > 0)
            .sorted((a, b) -> Integer.compare(b.verdict.faults(), a.verdict.faults()))
            .toList();
    var hardest = new ArrayList<Looked>();
    for (Judged each : judged) {
      if (hardest.size() == MOST) break;
      String file = each.picture.example().id();
      List<BoxMark> marks = Marks.faults(each.verdict, classes);
      each.picture
          .image()
          .map(image -> Framed.of(image, marks, WIDE_PX, PEN))
          .ifPresent(drawn -> hardest.add(new Looked(drawn, file, words(each.verdict, classes))));
    }
    return hardest;
  }

  /** All of them as one PNG, five in a row. */
  static Picture sheet(List<Looked> hardest) {
    String what = "the sheet of the hardest images";
    if (hardest.isEmpty()) return Picture.lost(what + " is empty: nothing was missed or made up");
    List<Sheet.Cell> cells =
        hardest.stream()
            .map(one -> new Sheet.Cell(one.image(), one.name() + "\n" + one.words(), false))
            .toList();
    return Picture.encoded(
        what, () -> Encode.png(Sheet.of(cells, 5, CELL_PX, Framed.highest(cells, CELL_PX))));
  }

  /** "missed 2 RBC, 1 WBC\nfalse 1 RBC", a line less where there is none of a kind. */
  static String words(Verdict verdict, Classes classes) {
    String missed = counted(verdict.missed().stream().map(thing -> classes.name(thing.label())));
    String alarms = counted(verdict.alarms().stream().map(alarm -> alarm.answer().name()));
    return Stream.of(
            missed.isEmpty() ? "" : "missed " + missed, alarms.isEmpty() ? "" : "false " + alarms)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String counted(Stream<String> names) {
    Map<String, Long> counts =
        names.collect(
            Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
