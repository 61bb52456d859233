package dev.fovea.examples;

import dev.fovea.project.Recipe;
import dev.fovea.project.RunEvent;
import dev.fovea.project.Training;
import java.nio.file.Path;

/** Learns the classes of pictures: {@code Train PICTURES RUN_FOLDER EPOCHS}. */
public final class Train {
  public static void main(String[] args) {
    var recipe = Recipe.classify(Path.of(args[0])).with("train.epochs", args[2]);
    var run = Training.start(recipe, Path.of(args[1]), Train::hear).run();
    System.out.println(run.bestModel() + " top1 " + run.metrics().get("top1"));
  }

  private static void hear(RunEvent event) {
    if (!(event instanceof RunEvent.Trained)) System.out.println(event);
  }
}
