package dev.fovea.project;

import dev.fovea.data.draw.Drawing;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main job on pictures that Fovea draws itself. */
public final class Demo {
  private static final long SEED = 1;
  private static final int EPOCHS = 10;

  private Demo() {}

  /** Draws the demo's pictures into a folder, unless they are there. */
  public static Path drawData(Path folder) {
    if (!Files.isDirectory(folder.resolve("test"))) Drawing.demo(SEED).write(folder);
    return folder;
  }

  /** What the demo trains: everything as chosen by itself, in a few epochs. */
  public static Recipe recipe(Path data) {
    return Recipe.classify(data).with("train.epochs", Integer.toString(EPOCHS));
  }
}
