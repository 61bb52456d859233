package dev.fovea.cli;

import dev.fovea.graph.Spelling;
import java.util.Collection;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A call that cannot be understood: one sentence with the nearest word, and where to read on. */
record Misspelt(Screen screen) implements CommandLine.IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] words) {
    CommandLine at = e.getCommandLine();
    String name = at.getCommandSpec().qualifiedName();
    screen.err().println("fovea: " + sentence(e, at, name) + " (see " + name + " --help)");
    return Sentence.CALL_WAS_WRONG;
  }

  private static String sentence(ParameterException e, CommandLine at, String full) {
    String name = full.replaceFirst("^fovea ", "");
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched, at, name);
      case MissingParameterException missing when !missing.getMissing().isEmpty() ->
          name + " needs " + missing.getMissing().stream().map(Misspelt::label).findFirst().get();
      default -> plain(e, at);
    };
  }

  private static String unmatched(UnmatchedArgumentException e, CommandLine at, String name) {
    String word = e.getUnmatched().getFirst();
    if (word.startsWith("-")) {
      String option = word.replaceFirst("=.*", "");
      Collection<String> options = at.getCommandSpec().optionsMap().keySet();
      return (name.equals("fovea") ? "there is" : name + " has")
          + " no option "
          + option
          + Spelling.hint(option, options);
    }
    Collection<String> commands = at.getSubcommands().keySet();
    if (commands.isEmpty()) return name + " does not know what to do with '" + word + "'";
    String hint = Spelling.hint(word, commands);
    return "there is no command "
        + (name.equals("fovea") ? word : name + " " + word)
        + (hint.isEmpty() ? "; there " + list(commands) : hint);
  }

  private static String plain(ParameterException e, CommandLine at) {
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null)
      return option.longestName() + " expects " + kind(option) + ", got " + e.getValue();
    if (e.getMessage().equals("say what to do"))
      return "say what to do; there " + list(at.getSubcommands().keySet());
    return e.getMessage().lines().findFirst().orElse("the call was not understood");
  }

  private static String kind(OptionSpec option) {
    if (option.type() == Double.class) return "a number";
    return Number.class.isAssignableFrom(option.type()) ? "a whole number" : option.paramLabel();
  }

  private static String list(Collection<String> commands) {
    return (commands.size() == 1 ? "is " : "are ")
        + commands.stream().collect(Collectors.joining(", "));
  }

  private static String label(ArgSpec missing) {
    return missing instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : missing.paramLabel();
  }
}
