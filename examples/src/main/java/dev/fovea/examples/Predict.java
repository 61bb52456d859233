package dev.fovea.examples;

import dev.fovea.predict.Classifier;
import java.nio.file.Path;
import java.util.Arrays;

/** Says what pictures show: {@code Predict MODEL PICTURE...}. */
public final class Predict {
  public static void main(String[] args) {
    try (var classifier = Classifier.open(Path.of(args[0]))) {
      for (String picture : Arrays.asList(args).subList(1, args.length)) {
        var top = classifier.classify(Path.of(picture)).top();
        System.out.println(picture + ": " + top.name() + " " + top.probability());
      }
    }
  }
}
