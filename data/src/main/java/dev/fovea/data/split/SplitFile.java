package dev.fovea.data.split;

import dev.fovea.data.Broken;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Reason;
import dev.fovea.data.Split;
import dev.fovea.data.csv.CsvRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which example is in which split, as a CSV of {@code id,split}: written into the run folder and
 * read back on resume.
 */
public final class SplitFile {
  private static final String HEADER = "id,split";

  private SplitFile() {}

  /** Writes every example's split, beside its place and then renamed. */
  public static void write(Dataset dataset, Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (var out = Files.newBufferedWriter(beside)) {
        out.write(HEADER + "\n");
        for (Split split : Split.values()) {
          for (Example e : dataset.split(split))
            out.write(CsvRows.quoted(e.id()) + "," + split.word() + "\n");
        }
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be written: " + Reason.of(e), e);
    }
  }

  /**
   * Deals the examples of a data set as a file says.
   *
   * @throws DataException when they are not the ones that the file was written of; a picture that
   *     broke since is forgiven
   */
  public static Dataset apply(Dataset dataset, Path file) {
    var splits = read(file);
    var dealt = new EnumMap<Split, List<Example>>(Split.class);
    for (Split split : Split.values()) dealt.put(split, new ArrayList<>());
    for (Split found : Split.values()) {
      for (Example example : dataset.split(found)) {
        Split split = splits.remove(example.id());
        if (split == null) {
          throw new DataException(
              "%s does not name '%s': the data in %s changed since it was written"
                  .formatted(file, example.id(), dataset.root()));
        }
        dealt.get(split).add(example);
      }
    }
    var broken = new HashSet<String>();
    for (Broken b : dataset.broken()) broken.add(b.id());
    for (String id : splits.keySet()) {
      if (!broken.contains(id)) {
        throw new DataException(
            "%s names '%s', which is no longer in %s".formatted(file, id, dataset.root()));
      }
    }
    return dataset.withExamples(dealt);
  }

  private static Map<String, Split> read(Path file) {
    var splits = new HashMap<String, Split>();
    CsvRows.read(
        file,
        row -> {
          if (row.line() == 1) {
            if (String.join(",", row.cells()).equals(HEADER)) return;
            throw new DataException(file + ": expected the header '" + HEADER + "'");
          }
          var split =
              row.cells().size() == 2 ? Split.of(row.cells().get(1)) : Optional.<Split>empty();
          if (split.isEmpty()) {
            throw new DataException(
                "%s line %d: expected an id and train, val or test, got '%s'"
                    .formatted(file, row.line(), String.join(",", row.cells())));
          }
          splits.put(row.cells().getFirst(), split.get());
        });
    return splits;
  }
}
