package dev.fovea.cli;

import dev.fovea.data.DataException;
import dev.fovea.data.read.boxes.CocoIds;
import dev.fovea.image.Views;
import dev.fovea.predict.Settings;
import dev.fovea.project.Shell;
import dev.fovea.project.use.CocoResults;
import dev.fovea.project.use.EmbeddingFile;
import dev.fovea.project.use.InputCount;
import dev.fovea.project.use.Inputs;
import dev.fovea.project.use.ModelTask;
import dev.fovea.project.use.Predict;
import dev.fovea.project.use.PredictBoxes;
import dev.fovea.project.use.Predicted;
import dev.fovea.project.use.Wanted;
import dev.fovea.project.use.WantedBoxes;
import dev.fovea.project.use.YoloFolder;
import dev.fovea.task.explain.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers for pictures. */
@Command(
    name = "predict",
    header = "Answers for files, folders and globs.",
    description = {
      "MODEL may be an .onnx file, too; one from elsewhere needs --classes and --preprocess.",
      "A folder means all pictures below it; quote a glob. A file that cannot be",
      "read is told on stderr and the rest goes on; the exit code is then 1."
    },
    customSynopsis = "fovea predict MODEL INPUT... [OPTION]...",
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  private static final int JSON_TOP = 5;
  private static final int WORDS_TO_REPEAT = 3;

  private final Screen screen;

  @Mixin private ModelParameter model;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Picture files, folders, globs such as 'photos/**.jpg'.")
  private List<String> inputs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the pictures with the answers drawn on.")
  private Path out;

  @Option(
      names = "--explain",
      arity = "0..1",
      fallbackValue = "gradcam",
      paramLabel = "HOW",
      description =
          "Lay over the pictures in --out where the evidence lies: gradcam (also as last word"
              + " without HOW), or occlusion, slower, occlusion:24 with squares of 24 px. Of a"
              + " detector gradcam of the surest box, gradcam:3 of the third.")
  private String explain;

  @Option(
      names = "--embeddings",
      paramLabel = "FILE",
      description = "Write the features of each picture there, .csv or .safetensors.")
  private Path embeddings;

  @Option(names = "--unit", description = "Bring each vector of --embeddings to length 1 (L2).")
  private boolean unit;

  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "-",
      paramLabel = "FILE",
      description =
          "Write a line of JSON for each picture there; - (or no FILE, as last word) is stdout.")
  private String json;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "Show the K best answers of each picture (in JSON: 5).")
  private Integer top;

  @Option(
      names = "--min-confidence",
      paramLabel = "P",
      description = "Mark answers below this confidence as unsure (default: as the model says).")
  private Double minConfidence;

  @Mixin private BoxOptions boxes;

  @Mixin private BatchOption batch;

  @Mixin private TtaOption tta;

  @Mixin private DeviceOption device;

  @Mixin private ToldOptions told;

  PredictCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    Given.json(json);
    Given.positive("--top", top);
    Given.fresh(out);
    Path file = model.file();
    Settings alone = Settings.on(device.wordOrAuto()).withTold(told.told(screen, file));
    boolean single = inputs.size() == 1 && Files.isRegularFile(Path.of(inputs.getFirst()));
    Settings settings = single ? alone : alone.forMany();
    try (Inputs pictures = inputs()) {
      if (!pictures.hasNext())
        throw new DataException(String.join(" ", inputs) + ": there are no pictures in it");
      return ModelTask.isDetector(file)
          ? boxes(file, settings, pictures)
          : labels(file, settings, pictures);
    }
  }

  private int labels(Path file, Settings settings, Inputs pictures) throws IOException {
    refuse(boxes.said(), "detectors", file, "classifier");
    Views views = tta.views();
    var wanted = new Wanted(batch.pictures(), views, least(), Optional.ofNullable(out), explain());
    try (EmbeddingFile vectors = vectors();
        Predict predict = Predict.open(file, settings, wanted);
        InputCount count = InputCount.of(inputs);
        AnswerLines lines = lines(predict, count)) {
      boolean whole =
          predict.run(
              pictures,
              predicted -> {
                if (vectors != null && predicted instanceof Predicted.Answered one)
                  vectors.add(one);
                return lines.print(predicted);
              });
      if (whole && vectors != null) vectors.write();
      lines.finish();
      if (!whole && vectors != null) throw unwritten(embeddings);
      return end(file, lines);
    }
  }

  private int boxes(Path file, Settings settings, Inputs pictures) throws IOException {
    refuse(forLabels(), "classifiers", file, "detector");
    WantedBoxes wanted = boxes.wanted(batch.pictures(), out, explain);
    Path list = boxes.coco(json);
    Optional<CocoIds> ids = boxes.cocoIds();
    boolean scores = boxes.yoloScores();
    try (PredictBoxes predict = PredictBoxes.open(file, settings, wanted);
        CocoResults coco =
            list == null ? null : CocoResults.to(list, ids, predict.detector().model().classes());
        InputCount count = InputCount.of(inputs);
        AnswerLines lines = boxLines(count)) {
      YoloFolder yolo =
          boxes.yolo() == null
              ? null
              : YoloFolder.into(boxes.yolo(), predict.detector().model().classes(), scores);
      boolean whole =
          predict.run(
              pictures,
              predicted -> {
                if (predicted instanceof Predicted.Detected one) {
                  if (coco != null) coco.add(one);
                  if (yolo != null) yolo.add(one);
                }
                return lines.print(predicted);
              });
      if (whole && coco != null) coco.write();
      lines.finish();
      if (!whole && coco != null) throw unwritten(list);
      if (coco != null) coco.leftOut().forEach(why -> screen.err().println("Warning: " + why));
      return end(file, lines);
    }
  }

  private int end(Path file, AnswerLines lines) {
    if (!"-".equals(json)) screen.next(screen.out(), next(file, lines.answered()));
    return lines.failed() ? Sentence.FAILED : Sentence.DONE;
  }

  private static DataException unwritten(Path file) {
    return new DataException(
        file
            + " is not written, for the answers could not be; send them elsewhere, such as"
            + " --json FILE");
  }

  private List<String> forLabels() {
    var said = new ArrayList<String>();
    if (top != null) said.add("--top");
    if (minConfidence != null) said.add("--min-confidence");
    if (embeddings != null) said.add("--embeddings");
    if (unit) said.add("--unit");
    if (tta.views() != Views.NONE) said.add("--tta");
    return said;
  }

  private static void refuse(List<String> options, String whose, Path file, String kind) {
    if (!options.isEmpty())
      throw new CallException(
          "%s: for %s alone, and %s is a %s; leave that out"
              .formatted(String.join(", ", options), whose, file, kind));
  }

  private OptionalDouble least() {
    if (minConfidence == null) return OptionalDouble.empty();
    if (!(minConfidence >= 0 && minConfidence <= 1))
      throw new CallException("--min-confidence must be from 0 to 1, got " + minConfidence);
    return OptionalDouble.of(minConfidence);
  }

  private Optional<Method> explain() {
    if (explain == null) return Optional.empty();
    Given.toDrawOn(out);
    try {
      return Optional.of(Method.of(explain));
    } catch (IllegalArgumentException e) {
      throw new CallException("--explain " + e.getMessage() + "; write it as the last word", e);
    }
  }

  /** Null where none is asked for. */
  private EmbeddingFile vectors() {
    if (embeddings == null && unit)
      throw new CallException("--unit is for vectors; say where to write them: --embeddings FILE");
    try {
      return embeddings == null ? null : EmbeddingFile.of(embeddings, unit);
    } catch (IllegalArgumentException e) {
      throw new CallException("--embeddings " + e.getMessage(), e);
    }
  }

  private Inputs inputs() {
    try {
      return Inputs.of(inputs);
    } catch (DataException e) {
      throw new CallException(e.getMessage(), e);
    }
  }

  private AnswerLines lines(Predict predict, InputCount count) throws IOException {
    var model = predict.classifier().model();
    boolean several = model.classify().multiLabel();
    if (json != null)
      return AnswerLines.json(
          screen, count, json, new AnswerJson(several, top == null ? JSON_TOP : top));
    int ranks = top == null ? 0 : top;
    return AnswerLines.table(
        screen, count, new AnswerTable(model.classes().names(), several, ranks));
  }

  private AnswerLines boxLines(InputCount count) throws IOException {
    return json == null
        ? AnswerLines.boxes(screen, count)
        : AnswerLines.json(screen, count, json, new AnswerJson(false, JSON_TOP));
  }

  /** The same pictures with the answers drawn on; a call of many words is not repeated. */
  private String next(Path file, boolean answered) {
    if (!answered || out != null || inputs.size() > WORDS_TO_REPEAT)
      return "fovea info " + Shell.quoted(file);
    String words = inputs.stream().map(Shell::quoted).collect(Collectors.joining(" "));
    return "fovea predict " + Shell.quoted(file) + " " + words + " --out answers";
  }
}
