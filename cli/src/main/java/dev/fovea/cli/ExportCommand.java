package dev.fovea.cli;

import dev.fovea.graph.Size;
import dev.fovea.onnx.OnnxFile;
import dev.fovea.project.Digits;
import dev.fovea.project.Time;
import dev.fovea.project.use.Export;
import dev.fovea.project.use.ExportBoxes;
import dev.fovea.project.use.Exported;
import dev.fovea.project.use.ExportedBoxes;
import dev.fovea.project.use.ModelTask;
import dev.fovea.project.use.Proof;
import dev.fovea.task.classify.metric.Scores;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a model for other engines. */
@Command(
    name = "export",
    header = "Writes a model as an ONNX file, and proves that it answers as before.",
    customSynopsis = "fovea export MODEL --to onnx [OPTION]...",
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {
  private static final int MOST_SCORES = 4;

  private final Screen screen;

  @Mixin private ModelParameter model;

  @Option(names = "--to", required = true, paramLabel = "onnx", description = "The format.")
  private String to;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write; without it the model's name with .onnx, beside it.")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Pictures to prove it with, as evaluate takes them; without it those that the model's"
              + " run held back.")
  private Path data;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Prove with so many at most (default: ${DEFAULT-VALUE}).")
  private Integer most;

  @Option(
      names = "--decode",
      paramLabel = "WHERE",
      description =
          "Of a detector: inside, the file gives boxes, for pictures of the model's size (default);"
              + " outside, it gives maps, for pictures of any size.")
  private String decode;

  @Mixin private BatchOption batch;

  ExportCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (!to.equals("onnx")) throw new CallException("--to expects onnx, got " + to);
    if (decode != null && !decode.equals("inside") && !decode.equals("outside"))
      throw new CallException("--decode expects inside or outside, got " + decode);
    Path file = model.file();
    if (ModelTask.isDetector(file)) return boxes(file);
    if (decode != null)
      throw new CallException(
          "--decode is for detectors, and " + file + " is a classifier; leave it out");
    var use =
        new Export(
            file,
            target(file),
            data == null ? beside(file) : Given.data(data),
            Optional.empty(),
            Given.positive("--pictures", most),
            batch.pictures());
    Exported exported;
    try (var live = new Live(screen)) {
      exported = use.run((done, all) -> live.show(Live.bar("proving", done, all)));
    }
    return tell(screen, use, exported);
  }

  private int boxes(Path file) {
    var use =
        new ExportBoxes(
            file,
            target(file),
            data == null ? beside(file) : Given.data(data),
            Optional.empty(),
            Given.positive("--pictures", most),
            batch.pictures(),
            !"outside".equals(decode));
    ExportedBoxes exported;
    try (var live = new Live(screen)) {
      exported = use.run((done, all) -> live.show(Live.bar("proving", done, all)));
    }
    return BoxProofLines.tell(screen, use, exported);
  }

  /** Says what was written and proved; the answer is the exit code. */
  static int tell(Screen screen, Export use, Exported exported) {
    print(screen.out(), exported);
    Proof proof = exported.proof();
    if (!proof.holds()) {
      String much = tiny(proof.difference()) + ", " + tiny(Proof.TOLERANCE) + " is allowed";
      screen
          .err()
          .println(
              "fovea: %s answers otherwise than %s: a probability differs by %s; do not use it"
                  .formatted(use.out(), use.model(), much));
      return Sentence.FAILED;
    }
    screen.next(screen.out(), NextUse.of(use.out(), use.data()));
    return Sentence.DONE;
  }

  private Path target(Path file) {
    if (out == null)
      return file.resolveSibling(
          file.getFileName().toString().replaceFirst("\\.safetensors$", "") + ".onnx");
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".onnx"))
      throw new CallException("--out " + out + " must end in .onnx, for that is what it will be");
    if (Files.isDirectory(out)) throw new CallException("--out " + out + " is a folder");
    return out;
  }

  private static Path beside(Path file) {
    return Export.dataBeside(file)
        .orElseThrow(() ->
            new CallException(
                "name pictures to prove it with: --data PATH; the recipe beside "
                    + file
                    + " leads to none"));
  }

  private static void print(PrintStream words, Exported exported) {
    Proof proof = exported.proof();
    written(words, exported.written(), Optional.empty(), exported.network());
    words.println("Found " + exported.found());
    Wrapped.lines(
            "",
            0,
            "Proved with %,d of %s, in %s"
                .formatted(proof.pictures(), exported.measured(), Time.words(exported.seconds())))
        .forEach(words::println);
    words.println();
    table(proof).lines().forEach(words::println);
    words.println();
    words.println(
        "The same answer to %,d of %,d pictures; probabilities differ by %s at most"
            .formatted(proof.agreed(), proof.pictures(), tiny(proof.difference())));
  }

  /** What the file is, and a second one that looks into what it proposes. */
  static void written(
      PrintStream words, OnnxFile.Written written, Optional<Path> second, String network) {
    words.println("Wrote %s (%s)".formatted(written.file(), megabytes(written.file())));
    written
        .data()
        .ifPresent(data ->
            words.println(
                "and %s (%s): too many numbers for one file; keep both together"
                    .formatted(data, megabytes(data))));
    second.ifPresent(
        file -> words.println("and %s (%s): keep both together".formatted(file, megabytes(file))));
    String holds =
        second.isEmpty()
            ? "It holds " + network
            : "They hold " + network + ", whose second part looks into what the first proposes";
    Wrapped.lines("", 0, holds + ", for " + sizes(written)).forEach(words::println);
  }

  private static Table table(Proof proof) {
    var table = new Table("", "libtorch>", "ONNX Runtime>");
    Scores ours = proof.scores().get(0);
    Scores theirs = proof.scores().get(1);
    ours.values().keySet().stream()
        .filter(name -> !Double.isNaN(ours.get(name)))
        .limit(MOST_SCORES)
        .forEach(name -> table.row(name, Digits.of(ours.get(name)), Digits.of(theirs.get(name))));
    List<Double> millis = proof.millis();
    table.row("ms a picture", time(millis.get(0)), time(millis.get(1)));
    return table;
  }

  private static String sizes(OnnxFile.Written written) {
    String batch = "any number of pictures at a time, ";
    if (written.picture().isEmpty()) return batch + "of any size";
    Size px = written.picture().get();
    String size = batch + "of %d x %d px alone".formatted(px.w(), px.h());
    return size + written.why().map(why -> ": " + why).orElse("");
  }

  static String time(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.1f", millis);
  }

  static String tiny(double difference) {
    return String.format(Locale.ROOT, "%.1e", difference);
  }

  private static String megabytes(Path file) {
    return AboutLines.megabytes(file.toFile().length());
  }
}
