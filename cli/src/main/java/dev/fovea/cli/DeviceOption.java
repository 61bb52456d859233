package dev.fovea.cli;

import picocli.CommandLine.Option;

/** Where a network runs. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda",
      description = "Where the network runs; auto takes CUDA where there is one.")
  private String word;

  /** The word, or null where none was said. */
  String given() {
    if (word != null && !word.matches("auto|cpu|cuda(:\\d{1,3})?"))
      throw new CallException("there is no device " + word + "; say auto, cpu, cuda or cuda:1");
    return word;
  }

  String wordOrAuto() {
    return given() == null ? "auto" : word;
  }
}
