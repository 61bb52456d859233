package dev.fovea.project.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * log.csv: one line an epoch, appended when the epoch is done. The first row settles the columns
 * {@code epoch, step, seconds, lr, train_loss, val_loss, train_<part>..., val_<score>...,
 * images_per_second, wait_share}; an unmeasured number is an empty cell.
 */
public final class LogCsv {
  private static final List<String> FRONT =
      List.of("epoch", "step", "seconds", "lr", "train_loss", "val_loss");
  private static final List<String> BACK = List.of("images_per_second", "wait_share");

  private static final String TRAIN = "train_";
  private static final String VAL = "val_";

  private LogCsv() {}

  /** Appends one row, after the header if the file is new; on disk when this returns. */
  public static void append(Path file, EpochRow row) throws IOException {
    var columns = new ArrayList<>(FRONT);
    row.trainParts().keySet().forEach(name -> columns.add(TRAIN + name));
    row.valScores().keySet().forEach(name -> columns.add(VAL + name));
    columns.addAll(BACK);
    String header = String.join(",", columns);
    boolean fresh = !Files.exists(file) || Files.size(file) == 0;
    if (!fresh) checkHeader(file, header);
    String text = (fresh ? header + "\n" : "") + line(row) + "\n";
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All whole rows; a last line without its line end is what a crash left, and is left out. */
  public static List<EpochRow> read(Path file) throws IOException {
    var rows = new ArrayList<EpochRow>();
    List<String> lines = wholeLines(file);
    if (lines.isEmpty()) return rows;
    List<String> header = List.of(lines.getFirst().split(",", -1));
    for (int i = 1; i < lines.size(); i++) rows.add(parse(file, i + 1, header, lines.get(i)));
    return rows;
  }

  /**
   * Cuts off every row after {@code step} and whatever a crash left half written. Earlier rows keep
   * their bytes: the file is only made shorter.
   */
  public static void cutAfter(Path file, long step) throws IOException {
    if (!Files.exists(file)) return;
    long keep = 0;
    List<String> lines = wholeLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0 && stepOf(file, i + 1, lines.get(i)) > step) break;
      keep += lines.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(keep);
      channel.force(true);
    }
  }

  private static void checkHeader(Path file, String expected) throws IOException {
    String found = wholeLines(file).stream().findFirst().orElse("");
    if (found.equals(expected)) return;
    throw new IOException(
        "%s: its columns are %s, this run writes %s; move the file away"
            .formatted(file, found, expected));
  }

  private static List<String> wholeLines(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static String line(EpochRow row) {
    var cells = new ArrayList<String>();
    cells.add(Integer.toString(row.epoch()));
    cells.add(Long.toString(row.step()));
    for (double v :
        new double[] {row.seconds(), row.learningRate(), row.trainLoss(), row.valLoss()}) {
      cells.add(cell(v));
    }
    row.trainParts().values().forEach(v -> cells.add(cell(v)));
    row.valScores().values().forEach(v -> cells.add(cell(v)));
    cells.add(cell(row.imagesPerSecond()));
    cells.add(cell(row.waitShare()));
    return String.join(",", cells);
  }

  /** Seven significant digits, as short as they go; empty for NaN. */
  private static String cell(double value) {
    if (Double.isNaN(value)) return "";
    return Float.toString((float) value).replaceFirst("\\.0$", "");
  }

  private static EpochRow parse(Path file, int number, List<String> header, String line)
      throws IOException {
    String[] cells = line.split(",", -1);
    if (cells.length != header.size() || cells.length < FRONT.size() + BACK.size()) {
      throw new IOException(
          "%s: line %d has %d cells, expected %d as its header; mend or delete that line"
              .formatted(file, number, cells.length, header.size()));
    }
    var parts = new LinkedHashMap<String, Double>();
    var scores = new LinkedHashMap<String, Double>();
    for (int i = FRONT.size(); i < cells.length - BACK.size(); i++) {
      String name = header.get(i);
      double value = number(file, number, cells[i]);
      if (name.startsWith(TRAIN)) parts.put(name.substring(TRAIN.length()), value);
      else scores.put(name.substring(VAL.length()), value);
    }
    return new EpochRow(
        (int) number(file, number, cells[0]),
        stepOf(file, number, line),
        number(file, number, cells[2]),
        number(file, number, cells[3]),
        number(file, number, cells[4]),
        number(file, number, cells[5]),
        parts,
        scores,
        number(file, number, cells[cells.length - 2]),
        number(file, number, cells[cells.length - 1]));
  }

  private static long stepOf(Path file, int number, String line) throws IOException {
    String[] cells = line.split(",", -1);
    return (long) number(file, number, cells.length > 1 ? cells[1] : "none");
  }

  private static double number(Path file, int line, String cell) throws IOException {
    if (cell.isEmpty()) return Double.NaN;
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IOException(
          "%s: line %d holds '%s' where a number was expected; mend or delete that line"
              .formatted(file, line, cell),
          e);
    }
  }
}
