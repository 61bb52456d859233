package dev.fovea.cli;

import dev.fovea.project.Version;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command with all its words. */
@Command(
    name = "fovea",
    description = "Deep learning for images on the JVM.",
    customSynopsis = "fovea COMMAND [OPTION]...",
    versionProvider = Fovea.Versions.class,
    footer = {
      "",
      "fovea COMMAND --help tells of one command. Exit codes: 0 done, 1 the job failed,",
      "2 the call was wrong, 130 stopped by Ctrl-C. FOVEA_DEBUG=1 shows stack traces."
    })
final class Fovea implements Runnable {
  private static final int COLUMNS = 80;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  void version(boolean asked) {} // picocli shows it

  /** Says the version. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Fovea " + Version.of()};
    }
  }

  /** Runs a command line; the answer is the exit code. */
  static int run(Screen screen, String... words) {
    try {
      return screen.ended(commands(screen).execute(words));
    } catch (Throwable e) { // errors too: memory that ran out, a native library that is missing
      return Sentence.of(e).tell(screen, e);
    }
  }

  private static CommandLine commands(Screen screen) {
    var data =
        new CommandLine(new DataCommand())
            .addSubcommand(new DataCheckCommand(screen))
            .addSubcommand(new DataDrawCommand(screen))
            .addSubcommand(new DataShowCommand(screen));
    var all =
        new CommandLine(new Fovea())
            .addSubcommand(new DemoCommand(screen))
            .addSubcommand(new TrainCommand(screen))
            .addSubcommand(new CompareCommand(screen))
            .addSubcommand(new EvaluateCommand(screen))
            .addSubcommand(new PredictCommand(screen))
            .addSubcommand(new ProbeCommand(screen))
            .addSubcommand(new ExportCommand(screen))
            .addSubcommand(new InfoCommand(screen))
            .addSubcommand(new ModelsCommand(screen))
            .addSubcommand(data)
            .addSubcommand(new DoctorCommand(screen));
    helped(all);
    return all.setUsageHelpWidth(COLUMNS)
        .setUsageHelpAutoWidth(false)
        .setOut(writer(screen.out()))
        .setErr(writer(screen.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(new Misspelt(screen))
        .setExecutionExceptionHandler((e, _, _) -> Sentence.of(e).tell(screen, e));
  }

  private static void helped(CommandLine command) {
    command.addMixin("help", new HelpOption());
    command.getSubcommands().values().forEach(Fovea::helped);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to do");
  }
}
