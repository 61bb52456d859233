package dev.fovea.cli;

import dev.fovea.graph.GraphException;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Shell;
import dev.fovea.project.use.About;
import dev.fovea.project.use.Inspect;
import dev.fovea.zoo.detect.Detectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a model file or a network is. */
@Command(
    name = "info",
    header = "Tells what a model file, a file of weights or a network is.",
    customSynopsis = "fovea info FILE|NAME [OPTION]...",
    sortOptions = false)
final class InfoCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "FILE|NAME",
      description =
          "A .safetensors, .onnx or .pth file, a run folder for its best model, or the name of a network"
              + " or of published weights.")
  private String what;

  @Mixin private ToldOptions told;

  InfoCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Path best = new RunFolder(Path.of(what)).best();
    About about = about(Files.isRegularFile(best) ? best.toString() : what);
    AboutLines.of(about).forEach(screen.out()::println);
    screen.next(screen.out(), next(about));
    return Sentence.DONE;
  }

  private About about(String what) {
    if (Inspect.looksLikeFile(what) && !Files.exists(Path.of(what)))
      throw new CallException(what + ": there is no such file");
    if (Files.isDirectory(Path.of(what)))
      throw new CallException(what + " is a folder without best.safetensors; name a file");
    try {
      return Inspect.of(what, told.told(screen, Path.of(what)));
    } catch (GraphException e) {
      throw new CallException(
          "there is no file " + what + ", and " + e.getMessage() + " (fovea models lists all)", e);
    }
  }

  private static String next(About about) {
    return switch (about) {
      case About.OfModel model -> "fovea predict " + Shell.quoted(model.file()) + " my-photos";
      case About.OfOffer published ->
          train(published.offer().published().network())
              + " --weights "
              + published.offer().published().name();
      case About.OfWeights _ -> "fovea models";
      case About.OfNetwork network -> train(network.name()) + " --model " + network.name();
    };
  }

  private static String train(String network) {
    return Detectors.has(network)
        ? "fovea train detect --data my-boxes"
        : "fovea train classify --data my-photos";
  }
}
