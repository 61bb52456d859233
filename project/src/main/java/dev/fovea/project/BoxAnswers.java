package dev.fovea.project;

import dev.fovea.data.DataException;
import dev.fovea.data.Thing;
import dev.fovea.data.csv.CsvRows;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.predict.Detection;
import dev.fovea.task.detect.DetectOutputs;
import dev.fovea.task.detect.metric.BoxMetric;
import dev.fovea.task.detect.metric.Picture;
import dev.fovea.torch.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run's best detector found in each validation picture, beside what is there:
 * validation.csv, a row a box, with the columns {@code id, what, class, left, top, right, bottom,
 * score, area}. {@code what} is {@code truth}, {@code crowd} or {@code answer}; boxes are in px of
 * the picture. A picture without any has one row of its id alone.
 *
 * @param classes names, in the order of the labels
 * @param pictures by their ids, in the order of the validation
 */
public record BoxAnswers(List<String> classes, Map<String, Picture> pictures) {
  private static final String HEAD = "id,what,class,left,top,right,bottom,score,area";
  private static final String CLASSES = "# classes";
  private static final int COLUMNS = 9;

  public BoxAnswers {
    classes = List.copyOf(classes);
    pictures = new LinkedHashMap<>(pictures);
  }

  /** Writes a file, beside its place and then renamed. */
  static void write(DetectOutputs outputs, Classes classes, Path file) {
    AtomicFile.write(
        file,
        out -> {
          var head = new ArrayList<String>(List.of(CLASSES));
          head.addAll(classes.names());
          out.write(StandardCharsets.UTF_8.encode(HEAD + "\n" + CsvRows.row(head) + "\n"));
          for (int i = 0; i < outputs.examples().size(); i++)
            out.write(StandardCharsets.UTF_8.encode(rows(outputs, i, classes)));
        });
  }

  private static String rows(DetectOutputs outputs, int i, Classes classes) {
    String id = outputs.examples().get(i).id();
    var rows = new StringBuilder();
    for (Thing thing : outputs.things(i))
      rows.append(
              row(
                  id,
                  thing.crowd() ? "crowd" : "truth",
                  classes.name(thing.label()),
                  thing.box(),
                  "",
                  "" + thing.areaPx()))
          .append('\n');
    for (Detection one : outputs.found().get(i).found())
      rows.append(row(id, "answer", one.name(), one.box(), "" + one.score(), "")).append('\n');
    return rows.isEmpty() ? CsvRows.row(List.of(id)) + "\n" : rows.toString();
  }

  private static String row(
      String id, String what, String name, Box box, String score, String area) {
    return CsvRows.row(
        List.of(
            id,
            what,
            name,
            "" + box.left(),
            "" + box.top(),
            "" + box.right(),
            "" + box.bottom(),
            score,
            area));
  }

  /** Reads a file that was written by a run. */
  public static BoxAnswers read(Path file) {
    var classes = new ArrayList<String>();
    var pictures = new LinkedHashMap<String, Picture>();
    CsvRows.read(
        file,
        row -> {
          List<String> cells = row.cells();
          if (row.line() == 1) {
            if (!String.join(",", cells).equals(HEAD)) throw broken(file, row.line());
          } else if (cells.getFirst().equals(CLASSES)) {
            classes.addAll(cells.subList(1, cells.size()));
          } else {
            Picture picture = pictures.computeIfAbsent(cells.getFirst(), _ -> new Picture());
            if (cells.size() > 1) add(file, row, classes, picture);
          }
        });
    if (classes.isEmpty()) throw broken(file, 2);
    return new BoxAnswers(classes, pictures);
  }

  private static void add(Path file, CsvRows.Row row, List<String> classes, Picture picture) {
    List<String> cells = row.cells();
    try {
      int label = classes.indexOf(cells.get(2));
      var box =
          new Box(
              Double.parseDouble(cells.get(3)),
              Double.parseDouble(cells.get(4)),
              Double.parseDouble(cells.get(5)),
              Double.parseDouble(cells.get(6)));
      if (cells.size() != COLUMNS || label < 0) throw broken(file, row.line());
      if (cells.get(1).equals("answer"))
        picture.answer(label, Double.parseDouble(cells.get(7)), box);
      else
        picture.truth(label, box, cells.get(1).equals("crowd"), Double.parseDouble(cells.get(8)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DataException(broken(file, row.line()).getMessage(), e);
    }
  }

  private static DataException broken(Path file, int line) {
    return new DataException(
        "%s: line %d is none of a run's validation.csv for boxes; run the training again"
            .formatted(file, line));
  }

  /** The answers of several parts of one data set as one. */
  public static BoxAnswers joined(List<BoxAnswers> parts) {
    var all = new LinkedHashMap<String, Picture>();
    parts.forEach(part -> all.putAll(part.pictures));
    return new BoxAnswers(parts.getFirst().classes, all);
  }

  /** Whether others are of the same pictures and classes. */
  public boolean matches(BoxAnswers others) {
    return classes.equals(others.classes) && pictures.keySet().equals(others.pictures.keySet());
  }

  /** Measures the pictures of these ids, in that order. */
  public BoxMetric metric(Iterable<String> ids) {
    var metric = new BoxMetric(classes.size());
    ids.forEach(id -> metric.add(pictures.get(id)));
    return metric;
  }

  /** Measures all pictures. */
  public BoxMetric metric() {
    return metric(pictures.keySet());
  }
}
