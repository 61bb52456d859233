package dev.fovea.cli;

import dev.fovea.image.Classes;
import dev.fovea.image.PreprocessWords;
import dev.fovea.predict.model.Activation;
import dev.fovea.predict.model.CardYaml;
import dev.fovea.predict.model.Output;
import dev.fovea.predict.model.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What an ONNX file from elsewhere does not say of itself. */
final class ToldOptions {
  @Option(
      names = "--classes",
      paramLabel = "FILE|a,b,c",
      description = "Of an .onnx file from elsewhere: a text file with a class a line, or names.")
  private String classes;

  @Option(
      names = "--preprocess",
      paramLabel = "HOW",
      description =
          "Of such a file: imagenet, or size=224,resize=256,mean=0.5,std=0.5 or both;"
              + " resize=stretch, kernel=bicubic and colours=grey as well.")
  private String preprocess;

  @Option(
      names = "--output",
      paramLabel = "logits|probabilities",
      description = "Of such a file: what it gives (default: logits).")
  private String output;

  @Option(
      names = "--activation",
      paramLabel = "softmax|sigmoid",
      description = "Of such a file: one class a picture, or several (default: softmax).")
  private String activation;

  /** What is said; where a file beside the model says it as well, that is told. */
  Told told(Screen screen, Path model) {
    var told =
        new Told(
            Optional.ofNullable(classes).map(word -> read("--classes", ToldOptions::named, word)),
            Optional.ofNullable(preprocess)
                .map(word -> read("--preprocess", PreprocessWords::of, word)),
            Optional.ofNullable(activation).map(word -> read("--activation", Activation::of, word)),
            Optional.ofNullable(output).map(word -> read("--output", Output::of, word)));
    if (!told.equals(Told.NOTHING) && model.toString().toLowerCase(Locale.ROOT).endsWith(".onnx"))
      beside(screen, CardYaml.beside(model));
    return told;
  }

  private static void beside(Screen screen, Path yaml) {
    if (Files.exists(yaml))
      screen
          .err()
          .println(yaml + " says what the model is; where the options say otherwise, they count");
  }

  private static <T> T read(String option, Function<String, T> of, String word) {
    try {
      return of.apply(word);
    } catch (IllegalArgumentException e) {
      throw new CallException(option + ": " + e.getMessage(), e);
    }
  }

  private static Classes named(String word) {
    Path file = Path.of(word);
    if (Files.isRegularFile(file)) return new Classes(CardYaml.names(file));
    if (!word.contains(","))
      throw new IllegalArgumentException(
          "there is no file " + word + "; name a text file with a class a line, or write a,b,c");
    List<String> names = Arrays.stream(word.split(",", -1)).map(String::strip).toList();
    return new Classes(names);
  }
}
