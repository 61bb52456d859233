import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or fixes the format of every Java file: {@code Format.java check|fix ROOT}. */
final class Format {
  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean fix = args[0].equals("fix");
    Path root = Path.of(args[1]);
    var formatter = new Formatter();
    var wrong = new ArrayList<Path>();
    for (Path file : sources(root)) {
      String source = Files.readString(file);
      String unused = RemoveUnusedImports.removeUnusedImports(source);
      String ordered = ImportOrderer.reorderImports(unused, JavaFormatterOptions.Style.GOOGLE);
      String formatted = formatter.formatSource(ordered);
      if (formatted.equals(source)) continue;
      wrong.add(root.relativize(file));
      if (fix) Files.writeString(file, formatted);
    }
    if (wrong.isEmpty()) return;
    System.out.println((fix ? "formatted: " : "not formatted: ") + wrong);
    if (!fix) {
      System.out.println("run: mvn -N validate -Dformat=fix");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    try (var files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> root.relativize(f).toString().matches("(build|[a-z]+[/\\\\]src)[/\\\\].*"))
          .sorted()
          .toList();
    }
  }
}
