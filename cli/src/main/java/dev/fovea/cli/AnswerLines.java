package dev.fovea.cli;

import dev.fovea.project.Time;
import dev.fovea.project.use.InputCount;
import dev.fovea.project.use.Predicted;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Prints answers as they come, to the screen or a file, and counts them. */
final class AnswerLines implements AutoCloseable {
  private final Screen screen;
  private final PrintStream to;
  private final Path file;
  private final Sink sink;
  private final InputCount count;
  private final List<String> head;
  private final Function<Predicted, List<String>> lines;
  private final Live live;
  private final long start = System.nanoTime();
  private long answered;
  private long failed;
  private long unsure;
  private long unfamiliar;

  private AnswerLines(
      Screen screen,
      InputCount count,
      Path file,
      List<String> head,
      Function<Predicted, List<String>> lines)
      throws IOException {
    this.screen = screen;
    this.count = count;
    this.file = file;
    this.head = head;
    this.lines = lines;
    this.live = new Live(screen);
    this.sink = file == null ? null : new Sink(Files.newOutputStream(part(file)), file.toString());
    this.to =
        file == null
            ? screen.out()
            : new PrintStream(new BufferedOutputStream(sink), false, StandardCharsets.UTF_8);
  }

  /** Lines of JSON, to stdout ({@code -}) or a file, which is in place once all is well. */
  static AnswerLines json(Screen screen, InputCount count, String named, AnswerJson json)
      throws IOException {
    Path file = named.equals("-") ? null : Path.of(named);
    return new AnswerLines(
        screen, count, file, List.of(), predicted -> List.of(json.line(predicted)));
  }

  /** A table on stdout; without an answer there is none. */
  static AnswerLines table(Screen screen, InputCount count, AnswerTable table) throws IOException {
    return new AnswerLines(
        screen,
        count,
        null,
        table.head(),
        predicted -> predicted instanceof Predicted.Answered a ? table.lines(a) : List.of());
  }

  /** A table of what was found, on stdout. */
  static AnswerLines boxes(Screen screen, InputCount count) throws IOException {
    return new AnswerLines(
        screen,
        count,
        null,
        BoxTable.head(),
        predicted -> predicted instanceof Predicted.Detected one ? BoxTable.lines(one) : List.of());
  }

  /** Prints one; false where nobody reads any more, as behind {@code | head}. */
  boolean print(Predicted predicted) {
    if (predicted instanceof Predicted.Failed broken) {
      failed++;
      live.line("fovea: " + broken.why());
    } else {
      if (answered == 0) head.forEach(to::println);
      answered++;
      if (predicted instanceof Predicted.Answered one) {
        if (one.answer().unsure()) unsure++;
        if (one.answer().unfamiliar()) unfamiliar++;
      }
    }
    lines.apply(predicted).forEach(to::println);
    if (screen.live() && (file != null || !screen.seen()))
      live.show(Live.rate("predicting", answered + failed, count.total(), seconds()));
    return !to.checkError();
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Whether any picture was answered. */
  boolean answered() {
    return answered > 0;
  }

  /** Whether any file could not be read. */
  boolean failed() {
    return failed > 0;
  }

  /** Puts the file in place and says how many answers there are. */
  void finish() throws IOException {
    live.close();
    if (file != null) {
      to.close();
      if (sink.lost().isPresent()) throw sink.lost().get();
      Files.move(part(file), file, StandardCopyOption.REPLACE_EXISTING);
    }
    screen
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "%,d %s in %s%s%s%s%s",
                answered,
                answered == 1 ? "picture" : "pictures",
                Time.words(seconds()),
                file == null ? "" : ", answers in " + file,
                unsure == 0 ? "" : String.format(Locale.ROOT, "; %,d unsure (?)", unsure),
                unfamiliar == 0
                    ? ""
                    : String.format(Locale.ROOT, "; %,d unfamiliar (!)", unfamiliar),
                failed == 0 ? "" : String.format(Locale.ROOT, "; %,d could not be read", failed)));
  }

  /** Where nothing more is printed; an unfinished file goes. */
  @Override
  public void close() throws IOException {
    live.close();
    if (file == null) {
      to.flush();
      return;
    }
    to.close();
    Files.deleteIfExists(part(file));
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }
}
