package dev.fovea.project;

import dev.fovea.data.Broken;
import dev.fovea.torch.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;

/** The pictures that were left out of a run, as a CSV of {@code id,why}. */
public final class BrokenFile {
  private BrokenFile() {}

  /** Writes the file, beside its place and then renamed. */
  public static void write(List<Broken> broken, Path file) {
    var text = new StringBuilder("id,why\n");
    for (Broken b : broken)
      text.append(quoted(b.id())).append(',').append(quoted(b.why())).append('\n');
    AtomicFile.write(file, text.toString());
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
