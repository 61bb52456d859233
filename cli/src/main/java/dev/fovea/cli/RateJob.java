package dev.fovea.cli;

import dev.fovea.project.FindRate;
import dev.fovea.project.FoundRate;
import dev.fovea.project.Recipe;
import dev.fovea.project.Shell;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Looks for a learning rate on the screen; the command to type next trains with it. */
record RateJob(Screen screen, MetricsOption json) {
  /** What trained weights have no use for. */
  private static final List<String> DROPPED = List.of("--find-rate", "--out", "--json");

  private static final String KEY = "train.rate";

  /**
   * @param said the call, of which the next command is made
   * @return the exit code
   */
  int run(Recipe recipe, Path folder, int updates, ParseResult said) {
    FoundRate found;
    try (var lines = new RunLines(screen)) {
      found = FindRate.of(recipe, folder, updates, lines);
    }
    json.write(screen, new LinkedHashMap<>(Map.of("rate", found.rate())));
    var words = json.words(screen);
    words.println();
    words.printf(
        "Rate    %s, where the loss falls fastest; without this search it is %s%n",
        number(found.rate()), number(found.before()));
    words.println("Curve   " + found.plot());
    words.println("Numbers " + found.csv());
    screen.next(words, next(recipe.task(), said, found.rate()));
    return Sentence.DONE;
  }

  private static String number(double rate) {
    return BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
  }

  /** The same call, less the search, with the rate. */
  private static String next(String task, ParseResult said, double rate) {
    var words = new StringBuilder("fovea train " + task);
    for (OptionSpec option : said.matchedOptionsSet()) {
      if (DROPPED.contains(option.longestName())) continue;
      List<String> values = option.originalStringValues();
      if (option.arity().max() == 0) words.append(' ').append(option.longestName());
      else
        for (String value : values)
          if (!value.matches("(train\\.)?rate=.*"))
            words.append(' ').append(option.longestName()).append(' ').append(Shell.quoted(value));
    }
    return words + " --set " + KEY + "=" + number(rate);
  }
}
