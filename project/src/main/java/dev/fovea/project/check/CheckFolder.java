package dev.fovea.project.check;

import dev.fovea.data.DataException;
import dev.fovea.data.csv.CsvRows;
import dev.fovea.data.read.boxes.Flaw;
import dev.fovea.project.BrokenFile;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.Names;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The files that a look at data leaves: {@code check.json}, {@code sheet.png}, and where there is
 * something to list {@code duplicates.csv}, {@code broken.csv} and {@code labels.csv}.
 *
 * @param path of the folder
 */
public record CheckFolder(Path path) {

  /** Writes all; the answer is why there is no sheet, empty where there is one. */
  public String write(Checked checked) {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new DataException(path + ": cannot be made; say another --out", e);
    }
    MetricsJson.write(checked.metrics(), path.resolve("check.json"));
    if (!checked.broken().isEmpty()) BrokenFile.write(checked.broken(), path.resolve("broken.csv"));
    if (!checked.twins().pairs().isEmpty()) duplicates(checked);
    checked.boxes().map(BoxCheck::flaws).filter(f -> !f.isEmpty()).ifPresent(this::flaws);
    return (checked.boxes().isPresent() ? BoxSheet.of(checked) : CheckSheet.of(checked))
        .write(sheet());
  }

  /** Samples of each class, pairs that look the same, what is broken. */
  public Path sheet() {
    return path.resolve("sheet.png");
  }

  private void flaws(List<Flaw> flaws) {
    var text = new StringBuilder("picture,flaw,where\n");
    for (Flaw flaw : flaws) {
      String kind = flaw.kind().name().toLowerCase(Locale.ROOT);
      text.append(CsvRows.row(List.of(flaw.id(), kind, flaw.where()))).append('\n');
    }
    AtomicFile.write(path.resolve("labels.csv"), text.toString());
  }

  private void duplicates(Checked checked) {
    var text = new StringBuilder("first,first_split,first_class,");
    text.append("second,second_split,second_class,bits,same\n");
    var classes = checked.data().classes();
    for (Twins.Twin twin : checked.twins().pairs()) {
      text.append(CsvRows.quoted(twin.first().id())).append(',');
      text.append(twin.firstSplit().word()).append(',');
      text.append(CsvRows.quoted(Names.of(classes, twin.first().truth().labels()))).append(',');
      text.append(CsvRows.quoted(twin.second().id())).append(',');
      text.append(twin.secondSplit().word()).append(',');
      text.append(CsvRows.quoted(Names.of(classes, twin.second().truth().labels()))).append(',');
      text.append(twin.bits()).append(',').append(twin.same()).append('\n');
    }
    AtomicFile.write(path.resolve("duplicates.csv"), text.toString());
  }
}
