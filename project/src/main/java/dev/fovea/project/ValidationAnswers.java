package dev.fovea.project;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.csv.CsvRows;
import dev.fovea.task.classify.Evaluation;
import dev.fovea.task.classify.Metric;
import dev.fovea.task.classify.metric.Answers;
import dev.fovea.task.classify.metric.Bootstrap;
import dev.fovea.task.classify.metric.Scores;
import dev.fovea.torch.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run's best model said about each validation picture, beside the truth: validation.csv with
 * the columns {@code id, truth} (or {@code truths}, joined by {@code |}, where a picture may have
 * several) and one for each class with its probability. Numbers are as short as they can be and
 * still give the same bits.
 *
 * @param classes names, in the order of the columns
 * @param ids of the pictures, in the order of the answers
 * @param metric holds the answers
 */
public record ValidationAnswers(
    boolean multiLabel, List<String> classes, List<String> ids, Metric metric) {
  public ValidationAnswers {
    classes = List.copyOf(classes);
    ids = List.copyOf(ids);
  }

  static ValidationAnswers of(Dataset data, Evaluation evaluation) {
    List<String> ids = evaluation.verdicts().stream().map(v -> v.example().id()).toList();
    return new ValidationAnswers(
        data.multiLabel(), data.classes().names(), ids, evaluation.metric());
  }

  /** Writes the file, beside its place and then renamed. */
  public void write(Path file) {
    AtomicFile.write(
        file,
        out -> {
          var line = new StringBuilder(multiLabel ? "id,truths" : "id,truth");
          for (String name : classes) line.append(',').append(CsvRows.quoted(name));
          for (int i = 0; i < ids.size(); i++) {
            line.append('\n').append(CsvRows.quoted(ids.get(i)));
            line.append(',').append(CsvRows.quoted(truth(i)));
            for (float probability : answers().row(i)) line.append(',').append(probability);
            out.write(StandardCharsets.UTF_8.encode(line.toString()));
            line.setLength(0);
          }
          out.write(StandardCharsets.UTF_8.encode("\n"));
        });
  }

  private String truth(int example) {
    var names = new ArrayList<String>();
    for (int c = 0; c < classes.size(); c++)
      if (answers().positives(c).get(example)) names.add(classes.get(c));
    return String.join("|", names);
  }

  /** All scores, without chosen thresholds: the most probable label, or each from 0.5 on. */
  public Scores scores(Bootstrap bootstrap) {
    return metric.scores(bootstrap);
  }

  /** Reads a file that was written by {@link #write}. */
  public static ValidationAnswers read(Path file) {
    var reader = new Reader(file);
    CsvRows.read(file, row -> reader.row(row.line(), row.cells()));
    if (reader.metric == null) throw new DataException(file + " is empty; run the training again");
    return new ValidationAnswers(
        reader.multiLabel, List.copyOf(reader.labels.keySet()), reader.ids, reader.metric);
  }

  /** The answers of several parts of one data set as one. */
  public static ValidationAnswers joined(List<ValidationAnswers> parts) {
    ValidationAnswers first = parts.getFirst();
    var ids = new ArrayList<String>();
    Metric all = first.like();
    for (ValidationAnswers part : parts) {
      ids.addAll(part.ids);
      for (int i = 0; i < part.ids.size(); i++) all.answers().add(part.answers(), i);
    }
    return new ValidationAnswers(first.multiLabel, first.classes, ids, all);
  }

  /** The same answers in the order of other ids, all of which must be here. */
  public ValidationAnswers inOrderOf(List<String> others) {
    var at = new HashMap<String, Integer>();
    for (int i = 0; i < ids.size(); i++) at.put(ids.get(i), i);
    Metric ordered = like();
    for (String id : others) ordered.answers().add(answers(), at.get(id));
    return new ValidationAnswers(multiLabel, classes, others, ordered);
  }

  /** All probabilities and truths. */
  public Answers answers() {
    return metric.answers();
  }

  private Metric like() {
    return multiLabel ? Metric.anyOf(classes.size()) : Metric.oneOf(classes.size());
  }

  /** Takes row after row. */
  private static final class Reader {
    private final Path file;
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();
    private boolean multiLabel;
    private Metric metric;

    Reader(Path file) {
      this.file = file;
    }

    void row(int line, List<String> cells) {
      if (metric == null) head(cells);
      else answer(line, cells);
    }

    private void head(List<String> cells) {
      if (cells.size() < 4 || !cells.getFirst().equals("id"))
        throw new DataException(file + " has not the columns id, truth and one for each class");
      multiLabel = cells.get(1).equals("truths");
      for (String name : cells.subList(2, cells.size())) labels.put(name, labels.size());
      metric = multiLabel ? Metric.anyOf(labels.size()) : Metric.oneOf(labels.size());
    }

    private void answer(int line, List<String> cells) {
      var row = new float[labels.size()];
      var truth = new BitSet();
      try {
        for (int c = 0; c < row.length; c++) row[c] = Float.parseFloat(cells.get(c + 2));
        String names = cells.get(1);
        for (String name : multiLabel ? names.split("\\|", -1) : new String[] {names})
          if (!name.isEmpty()) truth.set(labels.get(name));
      } catch (NumberFormatException | IndexOutOfBoundsException | NullPointerException e) {
        throw new DataException(
            "%s line %d is broken; run the training again".formatted(file, line), e);
      }
      ids.add(cells.getFirst());
      if (multiLabel) metric.add(row, truth);
      else metric.add(row, truth.nextSetBit(0));
    }
  }
}
