package dev.fovea.project.report.detect;

import dev.fovea.project.report.Ink;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A bar for each class, the longest first; many classes show the first and the last of them. */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
record ClassBars(List<String> names, long[] counts) implements LabelPlots.Panel {
  private static final int TOP = 40;
  private static final int FOOT = 12;
  private static final int ROW = 22;
  private static final int LEAST_ROW = 15;
  private static final int MOST_NAME = 150;

  /** A line of the plot; {@code count} is -1 for words alone. */
  private record Row(String name, long count) {}

  @Override
  public void paint(Graphics2D pen, int width, int height) {
    LabelPlots.title(pen, "Boxes a class");
    pen.setFont(Ink.font(11));
    FontMetrics metrics = pen.getFontMetrics();
    List<Row> rows = rows((height - TOP - FOOT) / LEAST_ROW);
    int step = Math.min(ROW, (height - TOP - FOOT) / rows.size());
    long most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    int left = 0;
    for (Row row : rows)
      left = Math.max(left, metrics.stringWidth(Ink.fit(row.name, metrics, MOST_NAME)));
    int number = metrics.stringWidth(LabelPlots.number(most)) + 8;
    int room = width - 16 - left - 8 - number - 12;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int y = TOP + i * step;
      int base = y + (step + metrics.getAscent() - metrics.getDescent()) / 2;
      String name = Ink.fit(row.name, metrics, MOST_NAME);
      pen.setColor(row.count < 0 ? Ink.QUIET : Ink.TEXT);
      pen.drawString(name, 16 + left - metrics.stringWidth(name), base);
      if (row.count < 0) continue;
      int bar =
          row.count == 0 ? 0 : (int) Math.max(1, Math.round((double) room * row.count / most));
      pen.setColor(Ink.BLUE);
      pen.fillRect(16 + left + 8, y + 2, bar, step - 4);
      pen.setColor(row.count == 0 ? Ink.ORANGE : Ink.QUIET);
      pen.drawString(LabelPlots.number(row.count), 16 + left + 8 + bar + 6, base);
    }
  }

  private List<Row> rows(int room) {
    List<Row> sorted =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingLong(c -> -counts[c]))
            .map(c -> new Row(names.get(c), counts[c]))
            .toList();
    if (sorted.size() <= room) return sorted;
    int last = room / 3;
    int first = room - 1 - last;
    var rows = new ArrayList<>(sorted.subList(0, first));
    rows.add(new Row("… %,d more …".formatted(sorted.size() - first - last), -1));
    rows.addAll(sorted.subList(sorted.size() - last, sorted.size()));
    return rows;
  }
}
