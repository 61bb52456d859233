package dev.fovea.project.report.detect;

import dev.fovea.data.Thing;
import dev.fovea.image.BoxColour;
import dev.fovea.image.BoxMark;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The boxes that are drawn for truths, answers and faults, and what is written at them. */
final class Marks {
  static final int FOUND = 0x2f9dff;
  static final int MISSED = 0xffd000;
  static final int ALARM = 0xff4f30;

  private Marks() {}

  /** Truths in the colours of their classes; crowds are dashed. */
  static List<BoxMark> truth(List<Thing> things, Classes classes) {
    return things.stream()
        .map(thing -> {
          String name = classes.name(thing.label());
          String words = thing.crowd() ? "crowd: " + name : name;
          return new BoxMark(thing.box(), words, BoxColour.of(thing.label()), thing.crowd());
        })
        .toList();
  }

  /** Answers in the colours of their classes, with their confidence. */
  static List<BoxMark> answers(List<Detection> answers) {
    return answers.stream().map(a -> BoxMark.of(a.box(), words(a), a.label())).toList();
  }

  /** False alarms and misses with their words, and above nothing the boxes that are right. */
  static List<BoxMark> faults(Verdict verdict, Classes classes) {
    var marks = new ArrayList<BoxMark>();
    for (Verdict.Alarm alarm : verdict.alarms())
      marks.add(new BoxMark(alarm.answer().box(), words(alarm), ALARM, false));
    for (Thing thing : verdict.missed())
      marks.add(new BoxMark(thing.box(), "missed: " + classes.name(thing.label()), MISSED, true));
    for (Detection answer : verdict.found()) marks.add(new BoxMark(answer.box(), "", FOUND, false));
    return marks;
  }

  private static String words(Verdict.Alarm alarm) {
    String answer = words(alarm.answer());
    return switch (alarm.why()) {
      case CLASS -> answer + ", is " + alarm.is();
      case PLACE -> answer + " misplaced";
      case TWICE -> answer + " twice";
      case NOTHING -> answer;
    };
  }

  private static String words(Detection answer) {
    return String.format(Locale.ROOT, "%s %.2f", answer.name(), answer.score());
  }
}
