package dev.fovea.data.read.boxes;

import dev.fovea.data.Dataset;
import java.util.List;

/**
 * A data set of boxes, and what was wrong in its files.
 *
 * @param data without the boxes that are none
 * @param flaws in the order of the files
 */
public record BoxData(Dataset data, List<Flaw> flaws) {
  public BoxData {
    flaws = List.copyOf(flaws);
  }
}
