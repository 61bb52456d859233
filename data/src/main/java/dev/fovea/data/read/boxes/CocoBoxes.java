package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.read.Suffixes;
import dev.fovea.data.read.Walk;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads COCO JSON. A label is a category's place in the order of ids; several files are brought
 * together by the names of their categories.
 */
final class CocoBoxes {
  static final String FORMAT = "COCO JSON";

  private final Path root;
  private final Optional<Path> base;
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private final List<LabelledPicture> pictures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private CocoBoxes(Path root, Optional<Path> base) {
    this.root = root;
    this.base = base;
  }

  /** Reads what {@link CocoFiles} found; {@code root} stands in sentences. */
  static BoxListing list(Path root, CocoFiles found) {
    var boxes = new CocoBoxes(root, found.base());
    var contents = found.files().stream().map(file -> CocoJson.read(file.path())).toList();
    boxes.names(contents);
    for (int i = 0; i < contents.size(); i++)
      boxes.add(contents.get(i), found.files().get(i).split());
    return new BoxListing(
        FORMAT,
        root,
        List.copyOf(boxes.labels.keySet()),
        false,
        "annotation",
        boxes.pictures,
        boxes.unnamed(),
        boxes.warnings);
  }

  /** Pictures that lie beside named ones and that no file names; none where a file was given. */
  private List<Flaw> unnamed() {
    if (base.isEmpty()) return List.of();
    var named = new HashSet<Path>();
    var folders = new LinkedHashSet<Path>();
    for (var picture : pictures) {
      Path file = picture.source().path().toAbsolutePath().normalize();
      named.add(file);
      folders.add(file.getParent());
    }
    var flaws = new ArrayList<Flaw>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) continue;
      for (Path file : Walk.files(folder)) {
        if (!Suffixes.picture(file.getFileName().toString()) || named.contains(file)) continue;
        String id = LabelledPicture.id(LabelledPicture.source(base.get(), file));
        flaws.add(new Flaw(Flaw.Kind.UNLABELLED, id, id));
      }
    }
    return flaws;
  }

  private void names(List<CocoContent> contents) {
    for (var content : contents) {
      var seen = new HashMap<String, Long>();
      content
          .categories()
          .forEach((id, name) -> {
            Long other = seen.put(name, id);
            if (other != null) {
              throw new DataException(
                  "%s: the categories %d and %d are both called '%s'; give them names of their own"
                      .formatted(content.file(), other, id, name));
            }
            labels.putIfAbsent(name, labels.size());
          });
      if (!Objects.equals(content.categories(), contents.getFirst().categories())) {
        warnings.add(
            "%s has other categories than %s; they are brought together by their names"
                .formatted(content.file(), contents.getFirst().file()));
      }
    }
    if (labels.isEmpty()) {
      throw new DataException(
          (contents.size() == 1 ? contents.getFirst().file() : root)
              + ": names no categories, so there are no classes");
    }
  }

  private void add(CocoContent content, Split split) {
    Map<Object, List<Mark>> marks = HashMap.newHashMap(content.pictures().size());
    for (var a : content.annotations()) {
      String name = content.categories().get(a.category());
      if (name == null) throw unknown(content, a, "category_id", a.category(), "categories");
      if (!content.pictures().containsKey(a.picture())) {
        throw unknown(content, a, "image_id", a.picture(), "images" + alike(content, a.picture()));
      }
      marks
          .computeIfAbsent(a.picture(), p -> new ArrayList<>())
          .add(
              new Mark(
                  labels.get(name),
                  a.x(),
                  a.y(),
                  a.x() + a.width(),
                  a.y() + a.height(),
                  a.crowd(),
                  a.areaPx(),
                  a.id()));
    }
    Path folder = CocoFiles.pictures(content);
    content
        .pictures()
        .forEach((id, picture) -> {
          FileSource source =
              LabelledPicture.source(
                  base.orElse(folder), resolved(content, folder, picture.file()));
          pictures.add(
              new LabelledPicture(
                  LabelledPicture.id(source),
                  source,
                  picture.width(),
                  picture.height(),
                  split,
                  content.file(),
                  marks.getOrDefault(id, List.of())));
        });
  }

  private static Path resolved(CocoContent content, Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      throw new DataException("%s: '%s' is no name of a file".formatted(content.file(), name), e);
    }
  }

  /** Where an id is a number here and a text there. */
  private static String alike(CocoContent content, Object id) {
    return content.pictures().keySet().stream()
        .filter(other -> other.toString().equals(id.toString()))
        .findFirst()
        .map(other -> "; " + CocoContent.words(other) + " is: write both alike")
        .orElse("");
  }

  private static DataException unknown(
      CocoContent content, CocoContent.Annotation a, String key, Object id, String list) {
    return new DataException(
        "%s: annotation %d has %s %s, which is not among the %s"
            .formatted(content.file(), a.id(), key, CocoContent.words(id), list));
  }
}
