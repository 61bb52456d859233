package dev.fovea.cli;

import dev.fovea.data.draw.Drawing;
import dev.fovea.project.Shell;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws a data set. */
@Command(
    name = "draw",
    header = "Draws shapes, letters and textures on clutter, with boxes and masks.",
    customSynopsis = "fovea data draw --out DIR [OPTION]...",
    sortOptions = false)
final class DataDrawCommand implements Callable<Integer> {
  private static final int TEST_SHARE = 7;

  private final Screen screen;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "4200",
      description =
          "Pictures in all: a seventh to validate, a seventh to test (default:"
              + " ${DEFAULT-VALUE}).")
  private Integer count;

  @Option(
      names = "--size",
      paramLabel = "PX",
      defaultValue = "64",
      description = "Height and width of each (default: ${DEFAULT-VALUE}).")
  private Integer size;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The same seed draws the same pictures (default: ${DEFAULT-VALUE}).")
  private Long seed;

  DataDrawCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (count < TEST_SHARE)
      throw new CallException("--count must be " + TEST_SHARE + " or more, got " + count);
    if (size < 16 || size > 2048)
      throw new CallException("--size must be from 16 to 2048 px, got " + size);
    Given.fresh(out);
    int held = count / TEST_SHARE;
    new Drawing(size, count - 2 * held, held, held, seed).write(out);
    screen
        .out()
        .println(
            "Drew %,d pictures of %d px into %s: train %,d, val %,d, test %,d"
                .formatted(count, size, out, count - 2 * held, held, held));
    screen.next(screen.out(), "fovea train classify --data " + Shell.quoted(out));
    return Sentence.DONE;
  }
}
