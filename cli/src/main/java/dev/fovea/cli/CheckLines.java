package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.project.ChannelNumbers;
import dev.fovea.project.Time;
import dev.fovea.project.check.BoxCheck;
import dev.fovea.project.check.Checked;
import dev.fovea.project.check.Extent;
import dev.fovea.project.check.Kinds;
import dev.fovea.project.check.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a look at data told, as a table, facts and findings. */
final class CheckLines {
  private static final int MOST_CLASSES = 20;
  private static final int ROOM = 10;

  private CheckLines() {}

  static List<String> of(Checked checked) {
    var lines = new ArrayList<String>();
    lines.add(
        "Found "
            + checked.data().description()
            + ", looked at in "
            + Time.words(checked.seconds()));
    lines.add("");
    if (checked.labelled()) {
      lines.addAll(
          checked.boxes().isPresent()
              ? counts(checked.data(), checked.data()::boxCounts, "boxes>")
              : counts(checked.data(), checked.data()::counts, "all>"));
      lines.add("");
    }
    checked.sizes().ifPresent(sizes -> lines.addAll(sizes(sizes, checked.boxes())));
    checked.boxes().ifPresent(boxes -> lines.addAll(BoxLines.of(boxes, ROOM)));
    lines.addAll(Wrapped.lines("Kinds", ROOM, kinds(checked.kinds())));
    checked.numbers().ifPresent(n -> lines.addAll(numbers(n, checked.measured())));
    lines.add("");
    checked.findings().forEach(finding -> lines.addAll(FindingLines.of(finding)));
    return lines;
  }

  /** One line a class; the rarest where there are many. */
  private static List<String> counts(Dataset data, Function<Split, int[]> of, String all) {
    List<int[]> counts = Arrays.stream(Split.values()).map(of).toList();
    int whole =
        all.equals("all>") ? data.size() : counts.stream().flatMapToInt(Arrays::stream).sum();
    List<Integer> rows =
        IntStream.range(0, data.classes().size())
            .boxed()
            .sorted(Comparator.comparingInt(c -> all(counts, c)))
            .limit(MOST_CLASSES)
            .toList();
    boolean many = rows.size() < data.classes().size();
    if (!many) rows = IntStream.range(0, data.classes().size()).boxed().toList();
    var table = new Table("Class", "train>", "val>", "test>", all, "share>");
    for (int c : rows)
      table.row(
          data.classes().name(c),
          number(counts.get(0)[c]),
          number(counts.get(1)[c]),
          number(counts.get(2)[c]),
          number(all(counts, c)),
          String.format(Locale.ROOT, "%.1f %%", 100.0 * all(counts, c) / Math.max(1, whole)));
    List<String> lines = table.lines();
    if (many)
      lines.add("The %d rarest of %,d classes.".formatted(rows.size(), data.classes().size()));
    return lines;
  }

  private static int all(List<int[]> counts, int label) {
    return counts.stream().mapToInt(split -> split[label]).sum();
  }

  private static List<String> sizes(Sizes sizes, Optional<BoxCheck> boxes) {
    var table = new Table("Size", "smallest>", "median>", "largest>");
    row(table, "width, px", sizes.width(), "%,.0f");
    row(table, "height, px", sizes.height(), "%,.0f");
    row(table, "width by height", sizes.ratio(), "%.2f");
    boxes
        .flatMap(BoxCheck::sizes)
        .ifPresent(box -> {
          row(table, "box width, px", box.width(), "%,.0f");
          row(table, "box height, px", box.height(), "%,.0f");
          row(table, "box width by height", box.ratio(), "%.2f");
          row(table, "boxes a picture", box.perPicture(), "%,.0f");
        });
    List<String> lines = table.lines();
    lines.add("");
    return lines;
  }

  private static void row(Table table, String name, Extent extent, String format) {
    table.row(
        name,
        String.format(Locale.ROOT, format, extent.least()),
        String.format(Locale.ROOT, format, extent.median()),
        String.format(Locale.ROOT, format, extent.most()));
  }

  private static String kinds(Kinds kinds) {
    return String.format(
        Locale.ROOT,
        "grey %,d, 16 bit %,d, alpha %,d, CMYK %,d, turned by EXIF %,d, flat %,d",
        kinds.grey(),
        kinds.sixteenBit(),
        kinds.alpha(),
        kinds.cmyk(),
        kinds.turned(),
        kinds.flat());
  }

  private static List<String> numbers(ChannelNumbers numbers, int pictures) {
    var lines =
        new ArrayList<>(
            Wrapped.lines(
                "Channels",
                ROOM,
                String.format(Locale.ROOT, "mean and deviation of %,d pictures:", pictures)));
    lines.add("  --set model.mean=" + list(numbers.mean()));
    lines.add("  --set model.deviation=" + list(numbers.deviation()));
    return lines;
  }

  private static String list(List<Double> numbers) {
    return numbers.toString().replace(" ", "");
  }

  private static String number(int n) {
    return n == 0 ? "-" : String.format(Locale.ROOT, "%,d", n);
  }
}
