package dev.fovea.data.read.boxes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Area and box of a {@code segmentation}: polygons as lists of x, y, x, y...; or run lengths,
 * column by column, as numbers or in pycocotools' text. Of several polygons the areas are added.
 */
final class CocoOutline {
  private double area = Double.NaN;
  private double left = Double.POSITIVE_INFINITY;
  private double top = Double.POSITIVE_INFINITY;
  private double right = Double.NEGATIVE_INFINITY;
  private double bottom = Double.NEGATIVE_INFINITY;

  /** In pixels, NaN where there is no outline. */
  double area() {
    return area;
  }

  /** {@code [x, y, width, height]}, or null where there is no outline. */
  double[] box() {
    return left <= right ? new double[] {left, top, right - left, bottom - top} : null;
  }

  /** Reads from the value's first token to its last; the answer is what is wrong, or null. */
  String read(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_ARRAY -> polygons(in);
      case START_OBJECT -> runs(in);
      case VALUE_NULL -> null;
      default -> "expected polygons or run lengths";
    };
  }

  private String polygons(JsonParser in) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.START_ARRAY) return "expected lists of x, y, x, y...";
      var numbers = new Numbers();
      String problem = numbers.read(in);
      if (problem != null) return problem;
      polygon(numbers.values, numbers.count);
    }
    return null;
  }

  private void polygon(double[] xy, int count) {
    double twice = 0;
    for (int i = 0; i + 1 < count; i += 2) {
      int next = i + 3 < count ? i + 2 : 0;
      twice += xy[i] * xy[next + 1] - xy[next] * xy[i + 1];
      left = Math.min(left, xy[i]);
      top = Math.min(top, xy[i + 1]);
      right = Math.max(right, xy[i]);
      bottom = Math.max(bottom, xy[i + 1]);
    }
    if (count >= 6) add(Math.abs(twice) / 2);
  }

  private void add(double more) {
    area = Double.isNaN(area) ? more : area + more;
  }

  private String runs(JsonParser in) throws IOException {
    double[] runs = null;
    double[] size = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      if (key.equals("counts") && in.currentToken() == JsonToken.VALUE_STRING) {
        runs = unpacked(in.getText());
        if (runs == null) return "the text of counts cannot be unpacked";
      } else if (key.equals("counts") || key.equals("size")) {
        if (in.currentToken() != JsonToken.START_ARRAY) return key + ": expected a list";
        var numbers = new Numbers();
        String problem = numbers.read(in);
        if (problem != null) return key + ": " + problem;
        double[] values = Arrays.copyOf(numbers.values, numbers.count);
        if (key.equals("counts")) runs = values;
        else size = values;
      } else {
        in.skipChildren();
      }
    }
    if (runs == null || size == null || size.length != 2)
      return "expected counts and size [height, width]";
    return runs(runs, size[0], size[1]);
  }

  private String runs(double[] runs, double height, double width) {
    double at = 0;
    double set = 0;
    for (int i = 0; i < runs.length; i++) {
      if (!(runs[i] >= 0)) return "counts has the negative run " + runs[i];
      if (i % 2 == 1 && runs[i] > 0) {
        set += runs[i];
        column(at, at + runs[i] - 1, height);
      }
      at += runs[i];
    }
    if (at > height * width)
      return "counts has %.0f pixels, size %.0f".formatted(at, height * width);
    add(set);
    return null;
  }

  /** A run from its first to its last pixel, down the columns. */
  private void column(double first, double last, double height) {
    double from = Math.floor(first / height);
    double to = Math.floor(last / height);
    left = Math.min(left, from);
    right = Math.max(right, to + 1);
    top = Math.min(top, from < to ? 0 : first - from * height);
    bottom = Math.max(bottom, from < to ? height : last - to * height + 1);
  }

  /**
   * The run lengths that pycocotools packs into text: six bits a letter from '0' on, five of them a
   * number's, least first, the sixth says that it goes on; from the fourth number on it is the
   * difference to the one two before. Null where it is no such text.
   */
  private static double[] unpacked(String text) {
    var runs = new double[text.length()];
    int n = 0;
    for (int i = 0; i < text.length(); n++) {
      long value = 0;
      for (int shift = 0; ; shift += 5) {
        if (i == text.length() || shift > 50) return null;
        int bits = text.charAt(i++) - 48;
        if (bits < 0 || bits > 63) return null;
        value |= (long) (bits & 31) << shift;
        if ((bits & 32) != 0) continue;
        if ((bits & 16) != 0) value |= -1L << (shift + 5);
        break;
      }
      runs[n] = n > 2 ? value + runs[n - 2] : value;
    }
    return Arrays.copyOf(runs, n);
  }

  /** A list of numbers that grows. */
  private static final class Numbers {
    private double[] values = new double[32];
    private int count;

    String read(JsonParser in) throws IOException {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (!in.currentToken().isNumeric()) return "expected numbers, got " + in.getText();
        if (count == values.length) values = Arrays.copyOf(values, 2 * count);
        values[count++] = in.getDoubleValue();
      }
      return null;
    }
  }
}
