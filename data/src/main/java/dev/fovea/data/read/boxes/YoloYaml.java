package dev.fovea.data.read.boxes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fovea.data.DataException;
import dev.fovea.data.Split;
import dev.fovea.data.read.Suffixes;
import dev.fovea.data.read.Walk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The YAML file that goes with YOLO's labels: {@code names} as a list or by number, or {@code nc}
 * alone; {@code path}, {@code train}, {@code val} and {@code test}. Other keys are passed over.
 *
 * @param names in the order of the labels; empty where none are said
 * @param path what the paths count from, empty where that is the file's folder
 * @param splits folders of pictures, or text files that list them
 * @param points whether each box is followed by points ({@code kpt_shape})
 */
record YoloYaml(
    Path file, List<String> names, String path, Map<Split, List<String>> splits, boolean points) {
  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_CLASSES = 100_000;

  /** The one of a folder; files that say neither names nor pictures are none. */
  static Optional<YoloYaml> in(Path folder) {
    var found =
        Walk.files(folder).stream()
            .filter(YoloYaml::named)
            .map(YoloYaml::read)
            .filter(y -> !y.names().isEmpty() || !y.splits().isEmpty())
            .toList();
    if (found.size() > 1) {
      throw new DataException(
          "%s: there are several YAML files, %s and %s; give the one that is meant"
              .formatted(
                  folder, found.get(0).file().getFileName(), found.get(1).file().getFileName()));
    }
    return found.stream().findFirst();
  }

  static boolean named(Path file) {
    String suffix = Suffixes.of(file.getFileName().toString());
    return suffix.equals("yaml") || suffix.equals("yml");
  }

  static YoloYaml read(Path file) {
    String text = String.join("\n", TextLines.of(file, MOST_BYTES));
    try (var in = new YAMLFactory().createParser(text)) {
      return new Reading(file, in).read();
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String why = String.valueOf(e.getOriginalMessage());
      throw new DataException(
          "%s cannot be read as YAML%s: %s; correct it there"
              .formatted(
                  file,
                  at == null
                      ? ""
                      : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()),
                  why.lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** One pass through a file. */
  private static final class Reading {
    private final Path file;
    private final JsonParser in;
    private final TreeMap<Integer, String> names = new TreeMap<>();
    private final Map<Split, List<String>> splits = new EnumMap<>(Split.class);
    private String path = "";
    private int count;
    private boolean points;

    Reading(Path file, JsonParser in) {
      this.file = file;
      this.in = in;
    }

    YoloYaml read() throws IOException {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        while (in.nextToken() == JsonToken.FIELD_NAME) key(in.currentName());
      }
      if (names.isEmpty()) {
        for (int i = 0; i < count; i++) names.put(i, "class " + i);
      }
      int size = names.isEmpty() ? 0 : names.lastKey() + 1;
      if (count > 0 && count != size) {
        throw new DataException(
            "%s: nc is %d, but names has %d; correct one of them".formatted(file, count, size));
      }
      if (size > MOST_CLASSES) throw wrong("names", "%,d classes are too many".formatted(size));
      var all = new ArrayList<String>();
      for (int i = 0; i < size; i++) all.add(names.getOrDefault(i, "class " + i));
      if (all.stream().distinct().count() < size) {
        throw wrong("names", "a name stands there twice; each class needs one of its own");
      }
      return new YoloYaml(file, List.copyOf(all), path, splits, points);
    }

    private void key(String key) throws IOException {
      JsonToken token = in.nextToken();
      switch (key) {
        case "path" -> path = token.isScalarValue() ? in.getText().strip() : "";
        case "nc" -> count = whole(key);
        case "names" -> names(token);
        case "kpt_shape" -> {
          points = true;
          in.skipChildren();
        }
        case "train", "val", "valid", "validation", "test" ->
            splits.put(Split.of(key).orElseThrow(), paths(key, token));
        default -> in.skipChildren();
      }
      if (splits.values().removeIf(List::isEmpty)) return; // "test:" with nothing behind it
    }

    private void names(JsonToken token) throws IOException {
      switch (token) {
        case START_ARRAY -> {
          while (in.nextToken() != JsonToken.END_ARRAY) names.put(names.size(), name());
        }
        case START_OBJECT -> {
          while (in.nextToken() == JsonToken.FIELD_NAME) {
            String number = in.currentName();
            in.nextToken();
            if (!number.matches("\\d{1,6}")) {
              throw wrong("names", "expected whole numbers as keys, got '" + number + "'");
            }
            names.put(Integer.parseInt(number), name());
          }
        }
        default -> throw wrong("names", "expected a list, or names by number");
      }
    }

    private String name() throws IOException {
      if (!in.currentToken().isScalarValue() || in.getText().isBlank()) {
        throw wrong("names", "expected texts");
      }
      return in.getText().strip();
    }

    private List<String> paths(String key, JsonToken token) throws IOException {
      var paths = new ArrayList<String>();
      if (token == JsonToken.VALUE_NULL) return paths;
      if (token == JsonToken.START_ARRAY) {
        while (in.nextToken() != JsonToken.END_ARRAY) paths.add(path(key));
      } else {
        paths.add(path(key));
      }
      paths.removeIf(String::isEmpty);
      return paths;
    }

    private String path(String key) throws IOException {
      if (!in.currentToken().isScalarValue())
        throw wrong(key, "expected a path, or a list of paths");
      return in.getText().strip();
    }

    private int whole(String key) throws IOException {
      String text = in.currentToken().isScalarValue() ? in.getText() : "";
      if (!text.matches("\\d{1,6}"))
        throw wrong(key, "expected a whole number, got '" + text + "'");
      return Integer.parseInt(text);
    }

    private DataException wrong(String key, String what) {
      return new DataException("%s: %s: %s".formatted(file, key, what));
    }
  }
}
