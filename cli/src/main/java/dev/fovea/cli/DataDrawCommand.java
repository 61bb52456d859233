package dev.fovea.cli;

import dev.fovea.data.draw.Drawing;
import dev.fovea.data.draw.ObjectsDrawing;
import dev.fovea.data.draw.PartsDrawing;
import dev.fovea.graph.Spelling;
import dev.fovea.project.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws a data set. */
@Command(
    name = "draw",
    header = "Draws a data set: pictures of shapes, or photographs of parts, with boxes and masks.",
    customSynopsis = "fovea data draw --out DIR [OPTION]...",
    sortOptions = false)
final class DataDrawCommand implements Callable<Integer> {
  private static final int TEST_SHARE = 7;
  private static final double SCRATCHED = 0.05;

  private final Screen screen;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--scene",
      paramLabel = "NAME",
      defaultValue = "shapes",
      description =
          "shapes: shapes, letters and textures on clutter, twelve classes; objects: one to eight"
              + " shapes a picture, six classes, to be detected; parts: photographs of machined"
              + " parts, one of twenty with a small scratch (default: ${DEFAULT-VALUE}).")
  private String scene;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Pictures in all. Shapes and objects: a seventh to validate, a seventh to test (default:"
              + " 4200, and 980 of objects). Parts: half to train, half to test (default: 400).")
  private Integer count;

  @Option(
      names = "--size",
      paramLabel = "PX",
      description =
          "Shapes and objects: height and width of each (default: 64, and 192 of objects). Parts: width, the height is three"
              + " quarters of it; 4000 makes 12 megapixels (default: 1024).")
  private Integer size;

  @Option(
      names = "--scratch",
      paramLabel = "PX",
      description =
          "Parts: how long a scratch is where a photograph is 4,000 px wide; it shrinks with it"
              + " (default: 30).")
  private Integer scratch;

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
    String said =
        switch (scene) {
          case "shapes" -> shapes(given(count, 4200), given(size, 64));
          case "objects" -> objects(given(count, 980), given(size, 192));
          case "parts" -> parts(given(count, 400), given(size, 1024));
          default ->
              throw new CallException(
                  "there is no scene "
                      + scene
                      + Spelling.hint(scene, List.of("shapes", "objects", "parts"))
                      + " (there are shapes, objects and parts)");
        };
    screen.out().println(said);
    String next =
        scene.equals("objects") ? "fovea train detect --data " : "fovea train classify --data ";
    screen.next(screen.out(), next + Shell.quoted(out));
    return Sentence.DONE;
  }

  private String shapes(int count, int size) {
    int held = held(count, size, 16);
    new Drawing(size, count - 2 * held, held, held, seed).write(out);
    return squares(count, size, held);
  }

  private String objects(int count, int size) {
    int held = held(count, size, 64);
    new ObjectsDrawing(size, count - 2 * held, held, held, seed).write(out);
    return squares(count, size, held);
  }

  /** How many pictures validate, and how many test. */
  private int held(int count, int size, int least) {
    if (count < TEST_SHARE)
      throw new CallException("--count must be " + TEST_SHARE + " or more, got " + count);
    if (size < least || size > 2048)
      throw new CallException("--size must be from " + least + " to 2048 px, got " + size);
    if (scratch != null) throw new CallException("--scratch is for --scene parts");
    Given.fresh(out);
    return count / TEST_SHARE;
  }

  private String squares(int count, int size, int held) {
    return "Drew %,d pictures of %d px into %s: train %,d, val %,d, test %,d"
        .formatted(count, size, out, count - 2 * held, held, held);
  }

  private String parts(int count, int size) {
    if (count < 4) throw new CallException("--count must be 4 or more, got " + count);
    if (size < 64 || size > 8192)
      throw new CallException("--size must be from 64 to 8192 px, got " + size);
    int scratchPx = given(scratch, PartsDrawing.SMALL);
    if (scratchPx < 10 || scratchPx > 600)
      throw new CallException("--scratch must be from 10 to 600 px, got " + scratchPx);
    Given.fresh(out);
    int test = count / 2;
    new PartsDrawing(size, count - test, test, SCRATCHED, scratchPx, seed).write(out);
    return "Drew %,d photographs of parts, %d x %d px, into %s: train %,d, test %,d"
        .formatted(count, size, size * 3 / 4, out, count - test, test);
  }

  private static int given(Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
