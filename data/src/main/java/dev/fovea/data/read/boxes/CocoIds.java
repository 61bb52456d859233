package dev.fovea.data.read.boxes;

import dev.fovea.data.DataException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The ids that a COCO file has for its pictures and categories: results name them by these. */
public final class CocoIds {
  private final Path file;
  private final Map<Path, List<Named>> byName = new HashMap<>();
  private final Map<String, Long> categories = new HashMap<>();

  /** A picture's path as the file has it, and its id: a {@code Long} or a text. */
  private record Named(Path path, Object id) {}

  private CocoIds(Path file) {
    this.file = file;
  }

  /**
   * Reads a file with {@code images} and {@code categories}.
   *
   * @throws DataException where it is none
   */
  public static CocoIds of(Path file) {
    var content = CocoJson.read(file);
    if (content.pictures().isEmpty() || content.categories().isEmpty())
      throw new DataException(file + ": names no images or no categories, so it has no ids");
    var ids = new CocoIds(file);
    content.categories().forEach((id, name) -> ids.categories.putIfAbsent(name, id));
    content.pictures().forEach((id, picture) -> ids.add(id, picture.file()));
    return ids;
  }

  private void add(Object id, String name) {
    try {
      Path path = Path.of(name).normalize();
      if (path.getFileName() == null) return;
      byName.computeIfAbsent(path.getFileName(), _ -> new ArrayList<>()).add(new Named(path, id));
    } catch (InvalidPathException e) {
      throw new DataException("%s: '%s' is no name of a file".formatted(file, name), e);
    }
  }

  /**
   * A picture's id, a {@code Long} or a text: of the name in the file that the picture's path ends
   * in, folders included; of several the longest. Empty where the file does not name it.
   */
  public Optional<Object> picture(Path picture) {
    Path whole = picture.toAbsolutePath().normalize();
    Named best = null;
    for (Named named : byName.getOrDefault(whole.getFileName(), List.of())) {
      if (!whole.endsWith(named.path())) continue;
      if (best == null || named.path().getNameCount() > best.path().getNameCount()) best = named;
    }
    return Optional.ofNullable(best).map(Named::id);
  }

  /** The id of the category of this name; empty where there is none. */
  public OptionalLong category(String name) {
    Long id = categories.get(name);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** The names of the categories. */
  public Set<String> names() {
    return Set.copyOf(categories.keySet());
  }

  /** The file that was read. */
  public Path file() {
    return file;
  }
}
