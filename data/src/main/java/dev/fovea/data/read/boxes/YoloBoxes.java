package dev.fovea.data.read.boxes;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.FileSource;
import dev.fovea.data.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads YOLO's text files: as a YAML file says, or {@code images} and {@code labels} side by side,
 * or each beside its picture. A picture without a file holds nothing.
 */
final class YoloBoxes {
  static final String FORMAT = "YOLO text";
  private static final int CHUNK = 64;

  private final Path root;
  private final YoloFiles files;
  private final Optional<YoloYaml> yaml;

  private YoloBoxes(Path root, YoloFiles files, Optional<YoloYaml> yaml) {
    this.root = root;
    this.files = files;
    this.yaml = yaml;
  }

  /** Whether a file or folder is such a data set, as far as its first labels tell. */
  static boolean in(Path root) {
    if (!Files.isDirectory(root)) return YoloYaml.named(root);
    if (YoloYaml.in(root).filter(y -> !y.splits().isEmpty()).isPresent()) return true;
    var files = YoloFiles.below(root);
    return files.pictures().keySet().stream()
        .flatMap(p -> files.labels(p).stream())
        .map(f -> TextLines.of(f, Integer.MAX_VALUE))
        .filter(lines -> lines.stream().anyMatch(l -> !l.isBlank()))
        .findFirst()
        .filter(YoloText::is)
        .isPresent();
  }

  static BoxListing list(Path root) {
    var yaml = Files.isDirectory(root) ? YoloYaml.in(root) : Optional.of(YoloYaml.read(root));
    var said = yaml.filter(y -> !y.splits().isEmpty());
    if (said.isEmpty() && !Files.isDirectory(root)) {
      throw new DataException(root + ": says no train, val or test; give the folder of pictures");
    }
    var files = said.map(YoloFiles::of).orElseGet(() -> YoloFiles.below(root));
    if (yaml.isEmpty() && !files.base().equals(files.labelRoot())) yaml = beside(root);
    return new YoloBoxes(root, files, yaml).list();
  }

  /** The YAML file that is called as a folder of labels is. */
  private static Optional<YoloYaml> beside(Path labels) {
    Path whole = labels.toAbsolutePath().normalize();
    Path file = whole.resolveSibling(whole.getFileName() + ".yaml");
    return Files.isRegularFile(file) ? Optional.of(YoloYaml.read(file)) : Optional.empty();
  }

  private BoxListing list() {
    var pictures = List.copyOf(files.pictures().keySet());
    if (pictures.isEmpty()) throw new DataException(root + ": found no pictures with the labels");
    var labels = new Path[pictures.size()];
    var marks = new ArrayList<List<Mark>>(java.util.Collections.nCopies(labels.length, List.of()));
    boolean points = yaml.isPresent() && yaml.get().points();
    Workers.each(
        labels.length,
        CHUNK,
        Runtime.getRuntime().availableProcessors(),
        i -> {
          labels[i] = files.labels(pictures.get(i)).orElse(null);
          if (labels[i] != null) marks.set(i, YoloText.read(labels[i], points));
        });
    var flaws = new ArrayList<Flaw>();
    var used = new LinkedHashMap<Path, List<String>>();
    var listed = new ArrayList<LabelledPicture>();
    var names = names(labels, marks);
    for (int i = 0; i < labels.length; i++) {
      Path picture = pictures.get(i);
      FileSource source = LabelledPicture.source(files.base(), picture);
      String id = LabelledPicture.id(source);
      if (labels[i] == null) flaws.add(new Flaw(Flaw.Kind.NO_LABELS, id, id));
      else used.computeIfAbsent(whole(labels[i]), _ -> new ArrayList<>()).add(id);
      listed.add(
          new LabelledPicture(
              id,
              source,
              0,
              0,
              files.pictures().get(picture),
              labels[i] == null ? picture : labels[i],
              marks.get(i)));
    }
    for (Path text : files.texts()) {
      if (used.containsKey(whole(text))) continue;
      flaws.add(new Flaw(Flaw.Kind.NO_PICTURE, text.toString(), text.toString()));
    }
    if (used.isEmpty()) throw new DataException(root + ": none of the pictures has a label file");
    var warnings = new ArrayList<>(files.warnings());
    shared(used, labels).ifPresent(warnings::add);
    return new BoxListing(FORMAT, root, names, true, "line", listed, flaws, warnings);
  }

  private static Path whole(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Says which label files are of several pictures, of the same name but for what follows it. */
  private static Optional<String> shared(Map<Path, List<String>> used, Path[] labels) {
    var several = used.entrySet().stream().filter(e -> e.getValue().size() > 1).toList();
    if (several.isEmpty()) return Optional.empty();
    boolean one = several.size() == 1;
    var first = several.getFirst();
    Path file =
        Arrays.stream(labels)
            .filter(l -> l != null && whole(l).equals(first.getKey()))
            .findFirst()
            .orElse(first.getKey());
    return Optional.of(
        "%s taken for more than one picture%s %s, of %s; give pictures names of their own"
            .formatted(
                Counted.of(several.size(), "label file") + (one ? " is" : " are"),
                one ? ":" : "; the first:",
                file,
                String.join(" and ", first.getValue())));
  }

  private List<String> names(Path[] labels, List<List<Mark>> marks) {
    var said =
        yaml.map(YoloYaml::names)
            .filter(names -> !names.isEmpty())
            .or(() -> NamesFile.in(files.labelRoot()))
            .or(() -> NamesFile.in(files.base()))
            .or(() -> NamesFile.in(files.labelRoot().resolve("labels")))
            .or(() -> NamesFile.in(files.base().resolve("images")));
    int most = marks.stream().flatMap(List::stream).mapToInt(Mark::label).max().orElse(-1);
    if (said.isEmpty()) {
      if (most < 0) throw new DataException(root + ": there is no box in any label file");
      return IntStream.rangeClosed(0, most).mapToObj(c -> "class " + c).toList();
    }
    int size = said.get().size();
    for (int i = 0; i < labels.length && most >= size; i++) {
      for (Mark mark : marks.get(i)) {
        if (mark.label() < size) continue;
        throw new DataException(
            "%s line %d: class %d, but there are names for %s only"
                .formatted(
                    labels[i],
                    mark.number(),
                    mark.label(),
                    size == 1 ? "class 0" : "the classes 0 to " + (size - 1)));
      }
    }
    return said.get();
  }
}
