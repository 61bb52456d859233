package dev.fovea.data.write;

import dev.fovea.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the labels of one format. */
interface BoxWriter {
  /** Where a picture goes. */
  Path picture(Entry entry);

  /** Writes the labels of a split that has pictures. */
  void split(Split split, List<Entry> entries) throws IOException;

  /** Writes what is said of all splits together, after them. */
  void end(List<Split> splits) throws IOException;
}
