package dev.fovea.cli;

import dev.fovea.project.Version;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Supplier;
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
      return screen.ended(commands(screen, words).execute(words));
    } catch (Throwable e) { // errors too: memory that ran out, a native library that is missing
      return Sentence.of(e).tell(screen, e);
    }
  }

  /**
   * The commands by their names; where the first word is one of them, it alone: reading what all of
   * them say of themselves takes longer than the rest of a short command.
   */
  private static CommandLine commands(Screen screen, String... words) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("demo", () -> new DemoCommand(screen));
    commands.put("train", () -> new TrainCommand(screen));
    commands.put("compare", () -> new CompareCommand(screen));
    commands.put("evaluate", () -> new EvaluateCommand(screen));
    commands.put("predict", () -> new PredictCommand(screen));
    commands.put("probe", () -> new ProbeCommand(screen));
    commands.put("export", () -> new ExportCommand(screen));
    commands.put("info", () -> new InfoCommand(screen));
    commands.put("models", () -> new ModelsCommand(screen));
    commands.put("data", () -> data(screen));
    commands.put("doctor", () -> new DoctorCommand(screen));
    if (words.length > 0 && commands.containsKey(words[0]))
      commands.keySet().retainAll(Set.of(words[0]));
    var all = new CommandLine(new Fovea());
    commands.forEach((name, command) -> all.addSubcommand(name, command.get()));
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

  private static CommandLine data(Screen screen) {
    return new CommandLine(new DataCommand())
        .addSubcommand(new DataCheckCommand(screen))
        .addSubcommand(new DataConvertCommand(screen))
        .addSubcommand(new DataDrawCommand(screen))
        .addSubcommand(new DataShowCommand(screen));
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
