package dev.fovea.predict.onnx;

import dev.fovea.image.Image;
import dev.fovea.predict.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tiny files of src/test/python/models.py, its pictures and the answers to expect. */
public final class Tiny {
  public static final List<String> CLASSES = List.of("cat", "dog", "owl");
  public static final int SIDE = 16;
  private static final Path FILES =
      Path.of("src/test/resources").resolve(Tiny.class.getPackageName().replace('.', '/'));

  private Tiny() {}

  /** A model, in place; a yaml file may lie beside it. */
  public static Path file(String name) {
    return FILES.resolve(name + ".onnx");
  }

  /** A copy of a model, alone. */
  public static Path alone(String name, Path folder) throws IOException {
    return Files.copy(file(name), folder.resolve(name + ".onnx"));
  }

  public static Image picture(int k) {
    var samples = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < samples.length; i++) {
      int c = i % 3;
      int x = i / 3 % SIDE;
      int y = i / 3 / SIDE;
      samples[i] = (byte) (5 * x + 3 * y * (c + 1) + 83 * k * (c + 1));
    }
    return Image.of8(SIDE, SIDE, 3, samples);
  }

  public static List<Image> pictures() {
    var pictures = new ArrayList<Image>();
    for (int k = 0; k < probabilities().size(); k++) pictures.add(picture(k));
    return pictures;
  }

  /** Of each picture, by the reference evaluator. */
  public static List<double[]> probabilities() {
    try {
      return Files.readAllLines(FILES.resolve("answers.txt")).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .map(words ->
              new double[] {
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3])
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the classes in their order. */
  public static double[] probabilities(Answer answer) {
    var all = new double[CLASSES.size()];
    for (var label : answer.labels()) all[CLASSES.indexOf(label.name())] = label.probability();
    return all;
  }
}
