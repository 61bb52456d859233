package dev.fovea.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with data. */
@Command(
    name = "data",
    header = "Checks, converts, draws and shows data: data check, convert, draw, show.",
    customSynopsis = "fovea data COMMAND [OPTION]...")
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }
}
