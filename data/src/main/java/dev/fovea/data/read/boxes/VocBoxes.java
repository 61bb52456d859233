package dev.fovea.data.read.boxes;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.read.ClassNames;
import dev.fovea.data.read.Suffixes;
import dev.fovea.data.read.Walk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads folders of Pascal VOC's XML: {@code Annotations}, {@code JPEGImages} and {@code
 * ImageSets/Main}, or labels and pictures in any folders below the root. A picture's labels are the
 * file of its name. Classes are in the order of {@code classes.txt} where there is one, else of
 * their names.
 */
final class VocBoxes {
  static final String FORMAT = "Pascal VOC XML";
  private static final int LOOKED_AT = 3;
  private static final Pattern ROOT = Pattern.compile("<annotation[\\s>]");

  private final Path root;
  private final Walk.Found found;
  private final List<String> warnings = new ArrayList<>();
  private final List<Flaw> flaws = new ArrayList<>();

  private VocBoxes(Path root) {
    this.root = root;
    this.found = Walk.below(root);
  }

  /** Whether there are such labels in a folder. */
  static boolean in(Path root) {
    return Files.isDirectory(root)
        && xml(Walk.below(root)).stream().limit(LOOKED_AT).anyMatch(VocBoxes::voc);
  }

  private static boolean voc(Path file) {
    try {
      return VocXml.read(file).isPresent();
    } catch (DataException e) {
      return ROOT.matcher(start(file)).find();
    }
  }

  private static String start(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  static BoxListing list(Path root) {
    return new VocBoxes(root).list();
  }

  private BoxListing list() {
    var labels = new LinkedHashMap<Path, VocXml>();
    int others = 0;
    for (Path file : xml(found)) {
      var content = VocXml.read(file);
      content.ifPresent(c -> labels.put(file, c));
      if (content.isEmpty()) others++;
    }
    if (others > 0) {
      warnings.add(
          "%s left out: no VOC annotations in them".formatted(Counted.of(others, "XML file")));
    }
    var partners = Partners.of(root, found.pictures());
    var lists = VocLists.in(root);
    var classes = classes(labels.values().stream().toList());
    var pictures = new ArrayList<LabelledPicture>();
    var used = new HashSet<Path>();
    long unlisted = 0;
    for (var entry : labels.entrySet()) {
      Path file = entry.getKey();
      VocXml content = entry.getValue();
      var picture = partners.of(file, content.picture());
      if (picture.isEmpty()) {
        flaws.add(new Flaw(Flaw.Kind.NO_PICTURE, file.toString(), file.toString()));
        continue;
      }
      used.add(picture.get());
      Optional<Split> split =
          lists.isPresent()
              ? lists.get().of(picture.get())
              : Optional.of(Splitting.of(root, picture.get()));
      if (split.isEmpty()) {
        unlisted++;
        continue;
      }
      pictures.add(picture(picture.get(), split.get(), file, content, classes));
    }
    if (unlisted > 0) {
      warnings.add(
          "%s left out: in none of the lists of ImageSets/Main"
              .formatted(Counted.of(unlisted, "picture")));
    }
    for (Path picture : found.pictures()) {
      if (used.contains(picture)) continue;
      String id = LabelledPicture.id(LabelledPicture.source(root, picture));
      flaws.add(new Flaw(Flaw.Kind.UNLABELLED, id, id));
    }
    if (pictures.isEmpty()) throw none();
    zeros(pictures).ifPresent(warnings::add);
    return new BoxListing(
        FORMAT, root, List.copyOf(classes.keySet()), false, "object", pictures, flaws, warnings);
  }

  /** Says where files seem to count pixels from 0, not from 1 as VOC does. */
  private static Optional<String> zeros(List<LabelledPicture> pictures) {
    long zeros = 0;
    String first = "";
    for (var picture : pictures) {
      for (Mark mark : picture.marks()) {
        if (mark.left() != -1 && mark.top() != -1) continue;
        if (zeros++ == 0) first = "%s object %d".formatted(picture.labels(), mark.number());
      }
    }
    if (zeros == 0) return Optional.empty();
    return Optional.of(
        "%s an xmin or ymin of 0: VOC counts pixels from 1; if these files count from 0, their boxes lie 1 px too far left and up; the first: %s"
            .formatted(Counted.of(zeros, "object") + (zeros == 1 ? " has" : " have"), first));
  }

  private DataException none() {
    return new DataException(
        flaws.stream().anyMatch(f -> f.kind() == Flaw.Kind.NO_PICTURE)
            ? "%s: the labels have no pictures; the first is %s (its picture has the same name)"
                .formatted(root, flaws.getFirst().where())
            : root + ": the lists of ImageSets/Main name none of its pictures");
  }

  private LabelledPicture picture(
      Path picture, Split split, Path file, VocXml content, Map<String, Integer> classes) {
    FileSource source = LabelledPicture.source(root, picture);
    var marks = new ArrayList<Mark>(content.marks().size());
    for (Mark m : content.marks())
      marks.add(m.labelled(classes.get(content.names().get(m.label()))));
    return new LabelledPicture(
        LabelledPicture.id(source), source, content.width(), content.height(), split, file, marks);
  }

  private Map<String, Integer> classes(List<VocXml> labels) {
    var names = new LinkedHashSet<String>();
    Optional<List<String>> said = NamesFile.in(root);
    said.ifPresent(names::addAll);
    names.addAll(ClassNames.sorted(labels.stream().flatMap(l -> l.names().stream()).toList()));
    if (names.isEmpty()) {
      throw new DataException(root + ": no label file names an object, so there are no classes");
    }
    var classes = new LinkedHashMap<String, Integer>();
    for (String name : names) classes.put(name, classes.size());
    return classes;
  }

  private static List<Path> xml(Walk.Found found) {
    return found.rest().stream()
        .filter(f -> Suffixes.of(f.getFileName().toString()).equals("xml"))
        .toList();
  }
}
