package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * One label file of YOLO: a line a box, {@code class x y width height} with the box's centre, all
 * but the class as shares of the picture's width and height; or {@code class x y x y x y...}, the
 * corners of an outline, of which the box and the area are taken.
 */
final class YoloText {
  private static final long MOST_BYTES = 1L << 28;
  private static final int MOST_CLASS = 99_999;

  /** Far more than a careless box leaves its picture by. */
  private static final double MOST_SHARE = 10;

  private YoloText() {}

  /**
   * The boxes of a file, their labels as they stand there.
   *
   * @param points whether points follow the box in each line, which are passed over
   */
  static List<Mark> read(Path file, boolean points) {
    var marks = new ArrayList<Mark>();
    int line = 0;
    for (String text : TextLines.of(file, MOST_BYTES)) {
      line++;
      if (!text.isBlank()) marks.add(mark(file, line, text, points));
    }
    return marks;
  }

  /** Whether a text begins as these files do. */
  static boolean is(List<String> lines) {
    return lines.stream()
        .filter(l -> !l.isBlank())
        .findFirst()
        .filter(l -> l.strip().matches("[-+.\\d][-+.\\deE]*(\\s+([-+.\\deE]+|nan))+"))
        .isPresent();
  }

  private static Mark mark(Path file, int line, String text, boolean points) {
    var words = new StringTokenizer(text);
    var numbers = new double[words.countTokens()];
    for (int i = 0; i < numbers.length; i++) {
      String word = words.nextToken();
      try {
        numbers[i] = word.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw wrong(file, line, "expected numbers, got '" + word + "'");
      }
      if (i > 0 && Math.abs(numbers[i]) > MOST_SHARE) {
        throw wrong(
            file,
            line,
            "%s is no share of the picture's width or height (0 to 1); are these pixels?"
                .formatted(word));
      }
    }
    int label = (int) numbers[0];
    if (label != numbers[0] || label < 0 || label > MOST_CLASS) {
      throw wrong(
          file, line, "a class is a whole number from 0, got " + text.strip().split("\\s", 2)[0]);
    }
    if (numbers.length == 5 || (points && numbers.length > 5)) return box(label, numbers, line);
    if (numbers.length >= 7 && numbers.length % 2 == 1) return outline(label, numbers, line);
    throw wrong(
        file,
        line,
        "expected a class and 4 numbers, or a class and the corners of an outline; got %d numbers"
                .formatted(numbers.length)
            + (numbers.length == 6 ? "; if the last is a score, take it off" : ""));
  }

  private static Mark box(int label, double[] n, int line) {
    double x = n[3] / 2;
    double y = n[4] / 2;
    return new Mark(label, n[1] - x, n[2] - y, n[1] + x, n[2] + y, false, Double.NaN, line);
  }

  private static Mark outline(int label, double[] n, int line) {
    double left = n[1];
    double top = n[2];
    double right = n[1];
    double bottom = n[2];
    double twice = 0;
    for (int i = 1; i < n.length; i += 2) {
      int next = i + 2 < n.length ? i + 2 : 1;
      twice += n[i] * n[next + 1] - n[next] * n[i + 1];
      left = Math.min(left, n[i]);
      top = Math.min(top, n[i + 1]);
      right = Math.max(right, n[i]);
      bottom = Math.max(bottom, n[i + 1]);
    }
    return new Mark(label, left, top, right, bottom, false, Math.abs(twice) / 2, line);
  }

  private static DataException wrong(Path file, int line, String what) {
    return new DataException("%s line %d: %s".formatted(file, line, what));
  }
}
