package dev.fovea.zoo.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Other names that publishers give to a network's tensors: timm's where they differ, and
 * torchvision's earlier ones. The table is {@code names.txt} beside this class.
 */
public final class Names {
  private Names() {}

  /** A line of the table. */
  private record Line(Pattern networks, Pattern found, String instead) {}

  /** Read once, when it is first asked for. */
  private static final class Read {
    private static final List<Line> LINES = lines();
  }

  /**
   * From a name in a file, without what wrappers put before it, to the network's own; a name that
   * nobody knows stays.
   *
   * @param network of the zoo
   */
  public static UnaryOperator<String> of(String network) {
    List<Line> lines =
        Read.LINES.stream().filter(line -> line.networks.matcher(network).matches()).toList();
    return name -> {
      String now = name;
      for (Line line : lines) now = line.found.matcher(now).replaceFirst(line.instead);
      return now;
    };
  }

  private static List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (String text : text().lines().toList()) {
      if (text.isEmpty() || text.startsWith("#")) continue;
      String[] words = text.split(" ", 3);
      lines.add(new Line(Pattern.compile(words[0]), Pattern.compile(words[1]), words[2]));
    }
    return List.copyOf(lines);
  }

  private static String text() {
    try (var file = Names.class.getResourceAsStream("names.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
