package dev.fovea.cli;

import dev.fovea.image.Views;
import picocli.CommandLine.Option;

/** Whether answers are averaged over several views of each picture. */
final class TtaOption {
  @Option(
      names = "--tta",
      paramLabel = "VIEWS",
      defaultValue = "none",
      description =
          "Test-time augmentation, the mean over views of each picture: flip, shift, scale,"
              + " five-crop or ten-crop.")
  private String word;

  Views views() {
    try {
      return Views.of(word);
    } catch (IllegalArgumentException e) {
      throw new CallException("--tta " + e.getMessage(), e);
    }
  }
}
