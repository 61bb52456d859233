package dev.fovea.examples;

import dev.fovea.predict.Detector;
import java.nio.file.Path;
import java.util.Arrays;

/** Says what is where in pictures: {@code Find MODEL PICTURE...}. */
public final class Find {
  public static void main(String[] args) {
    try (var detector = Detector.open(Path.of(args[0]))) {
      for (String picture : Arrays.asList(args).subList(1, args.length))
        for (var one : detector.detect(Path.of(picture)).found())
          System.out.println(picture + ": " + one.name() + " " + one.score() + " " + one.box());
    }
  }
}
