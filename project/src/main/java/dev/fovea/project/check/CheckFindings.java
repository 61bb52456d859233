package dev.fovea.project.check;

import dev.fovea.data.Counted;
import dev.fovea.data.Split;
import dev.fovea.data.alike.Alike;
import dev.fovea.project.Choices;
import dev.fovea.project.SmallMarks;
import dev.fovea.project.use.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is well and what is not, each with what to do next. */
final class CheckFindings {
  private static final int IMBALANCE = 3;
  private static final int FEW = 20;
  private static final int LARGEST_SIZE = 512;
  private static final int STEP_PX = 32;

  private final Checked checked;
  private final List<Finding> findings = new ArrayList<>();

  private CheckFindings(Checked checked) {
    this.checked = checked;
  }

  static List<Finding> of(Checked checked) {
    var all = new CheckFindings(checked);
    all.broken();
    all.twins();
    if (checked.boxes().isPresent()) {
      all.findings.addAll(BoxFindings.of(checked, checked.boxes().get()));
    } else {
      if (checked.labelled()) all.classes();
      checked.sizes().ifPresent(all::sizes);
    }
    all.kinds();
    checked.data().warnings().stream()
        .filter(w -> checked.boxes().stream().noneMatch(b -> b.says(w)))
        .forEach(w -> all.warning("data", w, ""));
    all.findings.sort(Comparator.comparing(Finding::state).reversed());
    return all.findings;
  }

  private void broken() {
    if (checked.broken().isEmpty()) {
      findings.add(Finding.ok("files", "all can be decoded"));
      return;
    }
    findings.add(
        Finding.spoils(
            "broken files",
            count(checked.broken().size())
                + " cannot be decoded; the first: "
                + checked.broken().getFirst().why(),
            "repair or remove what broken.csv lists; training leaves them out"));
  }

  private void twins() {
    Twins twins = checked.twins();
    for (Split split : List.of(Split.VAL, Split.TEST)) leaks(twins, split);
    if (twins.contradicting() > 0)
      findings.add(
          Finding.spoils(
              "labels",
              are(twins.contradicting())
                  + (checked.boxes().isPresent() ? " labelled in two ways" : " in two classes")
                  + ", the files the same",
              "decide which is right; duplicates.csv lists them first"));
    if (twins.doubtful() > 0)
      warning(
          "labels",
          are(twins.doubtful()) + " nearly the same as one of another class",
          "look at the pairs on the sheet: one of the two classes may be wrong");
    if (twins.groups() == 0) {
      findings.add(Finding.ok("duplicates", "no two pictures look the same"));
      return;
    }
    warning(
        "duplicates",
        "%s look nearly the same, in %s; %s there twice, byte by byte"
            .formatted(
                count(twins.grouped()),
                Counted.of(twins.groups(), "group"),
                Counted.of(twins.repeated(), "file") + (twins.repeated() == 1 ? " is" : " are")),
        "training keeps each group on one side of a split that it draws itself");
  }

  private void leaks(Twins twins, Split split) {
    int leaked = twins.leaked().getOrDefault(split, 0);
    int resembling = twins.resembling().getOrDefault(split, 0);
    if (leaked > 0)
      findings.add(
          Finding.spoils(
              "leak into " + split.word(),
              of(leaked, split)
                  + " look like pictures of another split: what is measured on them flatters",
              "take them out of one of the two splits; duplicates.csv lists the pairs"));
    if (resembling > 0)
      warning(
          "leak into %s?".formatted(split.word()),
          of(resembling, split)
              + " resemble pictures of another split, less than copies do (over %d of 256 bits differ)"
                  .formatted(Alike.SURE_BITS),
          "look at the pairs on the sheet: the same thing twice is a leak, different things in one"
              + " setting are none");
  }

  private String of(int some, Split split) {
    return "%,d of %s %s pictures"
        .formatted(some, number(checked.data().split(split).size()), split.word());
  }

  private void classes() {
    int[] counts = checked.data().counts(Split.TRAIN);
    int[] there = Arrays.stream(counts).filter(n -> n > 0).sorted().toArray();
    if (there.length == 0) return;
    int least = there[0];
    int most = there[there.length - 1];
    int rarest = indexOf(counts, least);
    String name = checked.data().classes().name(rarest);
    if (most >= IMBALANCE * least)
      warning(
          "imbalance",
          "the largest class has %.0f times the pictures of '%s'"
              .formatted((double) most / least, name),
          "read balanced accuracy and recall by class, not top1; more of the rare class helps most");
    else findings.add(Finding.ok("balance", "no class has three times another's pictures"));
    if (least < FEW)
      warning(
          "few pictures",
          "'%s' has %s to learn from".formatted(name, count(least)),
          "add some, or measure with --folds, which validates on every picture once");
  }

  private static int indexOf(int[] counts, int wanted) {
    int at = 0;
    while (counts[at] != wanted) at++;
    return at;
  }

  /** Pictures more than twice as large as training sees them lose what may matter. */
  private void sizes(Sizes sizes) {
    int median = (int) sizes.shorter().median();
    if (checked.labelled() && SmallMarks.areIn(checked.data(), median)) {
      marks(median, sizes.ratio().median());
      return;
    }
    int size = Choices.size(median);
    if (median <= 2 * size) {
      findings.add(Finding.ok("size", "training sees them at %d px".formatted(size)));
      return;
    }
    int larger = Math.min(LARGEST_SIZE, Math.max(2 * size, median / 4));
    larger = larger / STEP_PX * STEP_PX;
    warning(
        "size",
        "training shrinks them from about %d to %d px: what is smaller than %d px in them vanishes"
            .formatted(median, size, Choices.smallest(median, size)),
        String.format(
            Locale.ROOT,
            "--size %d shows what has %d px, at %.0f times the time; for smaller things crop the"
                + " pictures to where they are",
            larger,
            Choices.smallest(median, larger),
            Math.pow((double) larger / size, 2)));
  }

  private void marks(int median, double ratio) {
    int height = SmallMarks.height(median, ratio);
    findings.add(
        Finding.ok(
            "size",
            "one class of two is rare, so training takes the network marks on %d x %d px: it sees"
                    .formatted(SmallMarks.width(height, ratio), height)
                + " marks from %d px on".formatted(SmallMarks.mark(median, height))));
  }

  private void kinds() {
    Kinds kinds = checked.kinds();
    int all = checked.data().size() - checked.broken().size();
    if (kinds.grey() > 0 && kinds.grey() < all)
      warning(
          "colours",
          are(kinds.grey()) + " grey, the other " + number(all - kinds.grey()) + " not",
          "a network may learn that instead; --set model.channels=1 makes all grey");
    if (kinds.sixteenBit() > 0 && kinds.sixteenBit() < all)
      warning("16 bit", are(kinds.sixteenBit()) + " of 16 bits, the others of 8", "");
    if (kinds.alpha() > 0)
      warning(
          "alpha",
          are(kinds.alpha()) + " partly transparent, which training leaves out",
          "look at the sheet whether what shows then is meant");
    if (kinds.cmyk() > 0)
      warning("CMYK", are(kinds.cmyk()) + " stored as inks; colours shift a little", "");
    if (kinds.flat() > 0)
      warning("flat", are(kinds.flat()) + " of one grey, or nearly", "look whether they are meant");
  }

  private void warning(String name, String found, String todo) {
    findings.add(Finding.warning(name, found, todo));
  }

  private static String are(int n) {
    return count(n) + (n == 1 ? " is" : " are");
  }

  private static String count(int n) {
    return Counted.of(n, "picture");
  }

  private static String number(int n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
