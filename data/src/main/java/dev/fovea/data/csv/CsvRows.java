package dev.fovea.data.csv;

import dev.fovea.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows of a CSV file, as RFC 4180 says: cells between commas, quotes around cells that hold
 * commas, line ends or (doubled) quotes. UTF-8, with or without a byte order mark; any line ends;
 * blank lines are passed over. Where the first row has no comma outside quotes but semicolons or
 * tabs, these separate.
 */
public final class CsvRows {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_CELLS = 10_000;
  private static final int FIRST_LOOK = 1 << 15;

  private final Path file;
  private final BufferedReader in;
  private final Consumer<Row> sink;
  private final StringBuilder cell = new StringBuilder();
  private List<String> cells = new ArrayList<>();
  private boolean quoted;
  private int line = 1;
  private int rowLine = 1;

  /** A row of cells, and the line of the file that it begins in, from 1. */
  public record Row(int line, List<String> cells) {}

  private CsvRows(Path file, BufferedReader in, Consumer<Row> sink) {
    this.file = file;
    this.in = in;
    this.sink = sink;
  }

  /** Hands the rows of a file to {@code sink}, one by one. */
  public static void read(Path file, Consumer<Row> sink) {
    if (Files.exists(file) && !Files.isRegularFile(file))
      throw new DataException(file + " is no file; expected a CSV table");
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      new CsvRows(file, in, sink).run();
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A cell as it is written: in quotes where it must be. */
  public static String quoted(String cell) {
    boolean plain =
        cell.equals(cell.strip())
            && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** A row as it is written, without its line end. */
  public static String row(Collection<String> cells) {
    return cells.stream().map(CsvRows::quoted).collect(Collectors.joining(","));
  }

  private void run() throws IOException {
    char separator = separator();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '"' && cell.isEmpty() && !quoted) {
        quoted = true;
        quotes();
      } else if (c == separator) {
        endCell();
      } else if (c == '\n') {
        endRow();
        rowLine = ++line;
      } else if (c != '\r') {
        append(c);
      }
    }
    endRow();
  }

  /** Reads up to the closing quote. */
  private void quotes() throws IOException {
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') line++;
      if (c == '"') {
        in.mark(1);
        if (in.read() != '"') {
          in.reset();
          return;
        }
      }
      append(c);
    }
    throw new DataException(
        "%s line %d: a quote is opened and never closed".formatted(file, rowLine));
  }

  private void append(int c) {
    if (cell.length() == MOST_CHARACTERS)
      throw new DataException(
          "%s line %d: a cell of more than %,d characters; is a quote never closed?"
              .formatted(file, rowLine, MOST_CHARACTERS));
    cell.append((char) c);
  }

  private void endCell() {
    if (cells.size() == MOST_CELLS)
      throw new DataException(
          "%s line %d: more than %,d cells in a row".formatted(file, rowLine, MOST_CELLS));
    cells.add(quoted ? cell.toString() : cell.toString().strip());
    cell.setLength(0);
    quoted = false;
  }

  private void endRow() {
    if (cells.isEmpty() && cell.toString().isBlank() && !quoted) {
      cell.setLength(0);
      return;
    }
    endCell();
    sink.accept(new Row(rowLine, cells));
    cells = new ArrayList<>();
  }

  private char separator() throws IOException {
    in.mark(1 << 16);
    if (in.read() != 0xFEFF) in.reset();
    in.mark(1 << 16);
    var seen = new StringBuilder();
    boolean inside = false;
    int looked = 0;
    for (int c = in.read(); c >= 0 && c != '\n' && looked < FIRST_LOOK; c = in.read()) {
      looked++;
      if (c == '"') inside = !inside;
      if (!inside) seen.append((char) c);
    }
    in.reset();
    if (seen.indexOf(",") >= 0) return ',';
    return seen.indexOf("\t") >= 0 ? '\t' : seen.indexOf(";") >= 0 ? ';' : ',';
  }
}
