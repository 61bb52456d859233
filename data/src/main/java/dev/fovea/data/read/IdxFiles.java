package dev.fovea.data.read;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the files of MNIST and its relatives: {@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte}, {@code t10k-...}, also with {@code .gz}. Class names stand in {@code
 * classes.txt}, one a line, or are the numbers themselves.
 */
final class IdxFiles {
  private static final Pattern IMAGES =
      Pattern.compile("(.*?)(train|t10k|test|val|validation)-images[-.]idx3-ubyte(\\.gz)?");

  private IdxFiles() {}

  static boolean in(Path folder) {
    return Walk.files(folder).stream().anyMatch(f -> images(f).matches());
  }

  static Listing list(Path folder) {
    var files = new TreeMap<Split, Path>();
    for (Path file : Walk.files(folder)) {
      var name = images(file);
      if (!name.matches()) continue;
      Path other = files.putIfAbsent(Split.of(name.group(2)).orElseThrow(), file);
      if (other != null && !twin(other, file)) {
        throw new DataException(
            "%s: both %s and %s hold %s pictures; put each data set into a folder of its own"
                .formatted(folder, other.getFileName(), file.getFileName(), name.group(2)));
      }
    }
    int most = 0;
    var examples = new EnumMap<Split, List<Example>>(Split.class);
    for (var e : files.entrySet()) {
      byte[] labels = IdxData.labels(labelsOf(e.getValue()));
      for (byte label : labels) most = Math.max(most, label & 0xFF);
      examples.put(e.getKey(), examples(e.getKey(), e.getValue(), labels));
    }
    var names = classes(folder, most + 1);
    return new Listing("IDX files", folder, names, false, examples, List.of());
  }

  private static List<Example> examples(Split split, Path file, byte[] labels) {
    var images = IdxData.images(file);
    if (images.count() != labels.length) {
      throw new DataException(
          "%s holds %,d pictures but %s holds %,d labels; they belong together one to one"
              .formatted(file, images.count(), labelsOf(file).getFileName(), labels.length));
    }
    Map<Integer, Truth> truths = new TreeMap<>();
    var examples = new ArrayList<Example>(labels.length);
    for (int i = 0; i < labels.length; i++) {
      var truth = truths.computeIfAbsent(labels[i] & 0xFF, Truth.OneOf::new);
      String id = "%s/%05d".formatted(split.word(), i);
      examples.add(new Example(id, new IdxSource(images, i), truth));
    }
    return examples;
  }

  private static Path labelsOf(Path images) {
    String name =
        images.getFileName().toString().replace("images", "labels").replace("idx3", "idx1");
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    for (String candidate : List.of(plain, plain + ".gz")) {
      Path file = images.resolveSibling(candidate);
      if (Files.isRegularFile(file)) return file;
    }
    throw new DataException(
        "%s: its labels are missing; expected %s or %s.gz beside it"
            .formatted(images, plain, plain));
  }

  private static List<String> classes(Path folder, int count) {
    Path file = folder.resolve("classes.txt");
    if (!Files.isRegularFile(file)) {
      return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
    try {
      var names = Files.readAllLines(file).stream().filter(n -> !n.isBlank()).toList();
      if (names.size() >= count) return names;
      throw new DataException(
          "%s names %d classes, but the labels go up to %d"
              .formatted(file, names.size(), count - 1));
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether these are the same file, once compressed. */
  private static boolean twin(Path one, Path other) {
    return other.toString().equals(one + ".gz");
  }

  private static Matcher images(Path file) {
    return IMAGES.matcher(file.getFileName().toString());
  }
}
