package com.example;

import dev.fovea.predict.Answer;
import dev.fovea.predict.Classifier;
import java.nio.file.Path;

/** Says what a picture shows: {@code Consumer MODEL PICTURE}. */
public final class Consumer {
  public static void main(String[] args) {
    try (var classifier = Classifier.open(Path.of(args[0]))) {
      Answer answer = classifier.classify(Path.of(args[1]));
      System.out.println(answer.top().name() + " " + answer.top().probability());
    }
  }
}
