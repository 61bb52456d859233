package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.read.Datasets;
import dev.fovea.data.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens a large data set again and again; what it holds is what memory holds.
 *
 * <p>Arguments: folder, how many times.
 */
public final class Listing {
  private Listing() {}

  public static void main(String... args) throws IOException {
    Path folder = Path.of(args[0]);
    System.out.println(Resident.HEADER);
    System.out.println(Resident.now().row(0, 0));
    long began = System.nanoTime();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      Dataset data = Datasets.open(folder, ReadOptions.forTraining());
      int pictures = 0;
      for (Split split : Split.values()) pictures += data.split(split).size();
      System.out.println(Resident.now().row(pictures, (System.nanoTime() - began) / 1e9));
    }
  }
}
