package dev.fovea.project.check;

import dev.fovea.data.Counted;
import dev.fovea.data.Split;
import dev.fovea.data.read.boxes.Flaw;
import dev.fovea.project.use.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is well with boxes and what is not, each with what to do next. */
final class BoxFindings {
  private static final int IMBALANCE = 10;
  private static final int FEW = 20;

  /** From this share of tiny boxes on it is worth a word. */
  private static final double MANY_TINY = 0.25;

  /** From this share on, what is wrong is no accident. */
  private static final double SPOILT = 0.05;

  private final Checked checked;
  private final BoxCheck boxes;
  private final List<Finding> findings = new ArrayList<>();

  private BoxFindings(Checked checked, BoxCheck boxes) {
    this.checked = checked;
    this.boxes = boxes;
  }

  static List<Finding> of(Checked checked, BoxCheck boxes) {
    var all = new BoxFindings(checked, boxes);
    all.flaws();
    all.none();
    if (boxes.boxes() > 0) all.classes();
    boxes.sizes().ifPresent(all::sizes);
    return all.findings;
  }

  private void flaws() {
    Map<Flaw.Kind, Integer> counts = boxes.counts();
    counts.forEach(this::flaw);
    if (counts.isEmpty() && boxes.boxes() > 0)
      findings.add(
          Finding.ok("boxes", "all lie on their pictures, none twice, each picture has labels"));
  }

  private void none() {
    if (boxes.boxes() > boxes.crowds()) return;
    findings.add(
        Finding.spoils(
            "boxes",
            boxes.boxes() == 0 ? "no picture has a box" : "all boxes are crowds",
            "draw boxes around what is to be found: without them nothing can be learned"));
  }

  private void flaw(Flaw.Kind kind, int count) {
    String first =
        boxes.flaws().stream()
            .filter(f -> f.kind() == kind)
            .findFirst()
            .map(Flaw::where)
            .orElseThrow();
    String found = kind.words(count) + (count == 1 ? ": " : "; the first: ") + first;
    String name =
        switch (kind) {
          case OTHER_SIZE, TURNED -> "sizes of pictures";
          case NO_LABELS, UNLABELLED, NO_PICTURE -> "labels";
          default -> "boxes";
        };
    boolean spoils = spoils(kind, count);
    findings.add(
        spoils
            ? Finding.spoils(name, found, todo(kind))
            : Finding.warning(name, found, todo(kind)));
  }

  private boolean spoils(Flaw.Kind kind, int count) {
    int pictures = Math.max(1, checked.data().size());
    return switch (kind) {
      case OTHER_SIZE -> true;
      case NO_NUMBER, SWAPPED, EMPTY, OUTSIDE -> leftOut() >= SPOILT * (leftOut() + boxes.boxes());
      case PARTLY_OUTSIDE, TWICE -> count >= SPOILT * 2 * boxes.boxes();
      case NO_PICTURE -> count >= SPOILT * 2 * pictures;
      case TURNED, NO_LABELS, UNLABELLED -> false;
    };
  }

  private long leftOut() {
    return boxes.flaws().stream().filter(f -> f.kind().leftOut()).count();
  }

  private static String todo(Flaw.Kind kind) {
    return switch (kind) {
      case NO_NUMBER, SWAPPED, EMPTY, OUTSIDE ->
          "correct or remove what labels.csv lists; training leaves them out";
      case PARTLY_OUTSIDE -> "look at some that labels.csv lists; training sees the part inside";
      case TWICE -> "remove the second of each; labels.csv lists them";
      case OTHER_SIZE ->
          "boxes lie elsewhere if the pictures were resized after they were labelled";
      case TURNED -> "look at them on the sheet: their boxes were turned with them";
      case NO_LABELS -> "an empty label file says that nothing is in a picture";
      case UNLABELLED -> "training leaves them out; label them, or move them away";
      case NO_PICTURE -> "bring the pictures back, or remove the files that labels.csv lists";
    };
  }

  private void classes() {
    int[] counts = counts();
    int[] there = Arrays.stream(counts).filter(n -> n > 0).sorted().toArray();
    if (there.length == 0) return;
    int least = there[0];
    int most = there[there.length - 1];
    int rarest = 0;
    while (counts[rarest] != least) rarest++;
    String name = checked.data().classes().name(rarest);
    if (most >= IMBALANCE * least)
      warning(
          "imbalance",
          "the largest class has %.0f times the boxes of '%s'"
              .formatted((double) most / least, name),
          "read the scores by class; more pictures of the rare class help most");
    else findings.add(Finding.ok("balance", "no class has ten times another's boxes"));
    if (least < FEW)
      warning(
          "few boxes",
          "'%s' has %s to learn from".formatted(name, Counted.of(least, "box")),
          "add some: so few show little of how the class may look");
  }

  /** Boxes of each class to learn from; of all splits where none is for training. */
  private int[] counts() {
    var data = checked.data();
    int[] counts = data.boxCounts(Split.TRAIN);
    if (!data.split(Split.TRAIN).isEmpty()) return counts;
    for (Split split : Split.values()) {
      int[] more = data.boxCounts(split);
      for (int c = 0; c < counts.length; c++) counts[c] += more[c];
    }
    return counts;
  }

  private void sizes(BoxSizes sizes) {
    String at = " where training sees pictures at %d px".formatted(sizes.sizePx());
    if (sizes.tiny() < MANY_TINY) {
      findings.add(
          Finding.ok("size of boxes", share(sizes.tiny()) + " are smaller than 8 px" + at));
      return;
    }
    int needed = Math.min(sizes.neededPx(), Math.ceilDiv(sizes.longerPx(), 32) * 32);
    String larger =
        needed <= sizes.sizePx()
            ? ""
            : String.format(
                Locale.ROOT,
                "--size %d shows %s of them so large, at %.0f times the time; ",
                needed,
                needed < sizes.neededPx() ? "more" : "nine of ten",
                Math.pow((double) needed / sizes.sizePx(), 2));
    warning(
        "size of boxes",
        share(sizes.tiny()) + " are smaller than 8 px" + at + ": most of them will not be found",
        larger + "or cut the pictures into tiles");
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.0f %% of the boxes", 100 * share);
  }

  private void warning(String name, String found, String todo) {
    findings.add(Finding.warning(name, found, todo));
  }
}
