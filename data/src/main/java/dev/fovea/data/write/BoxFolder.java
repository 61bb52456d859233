package dev.fovea.data.write;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Reason;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.Workers;
import dev.fovea.image.Classes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A folder that a data set of boxes is written into: its pictures byte by byte, its classes, its
 * splits and its boxes. Until all is there it waits in {@code FOLDER.part} beside it.
 *
 * @param folder new or empty
 * @param link whether pictures are linked (a second name of the same file) where the disk can
 * @param dropCrowds whether crowds are left out where the format has none
 */
public record BoxFolder(Path folder, BoxFormat format, boolean link, boolean dropCrowds) {
  private static final int CHUNK = 16;

  /** Control signs, halves of letters and what Unicode has no sign for. */
  private static final Pattern UNHELD = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]");

  /**
   * What was written.
   *
   * @param linked of the pictures
   * @param dropped crowds that were left out
   */
  public record Written(int pictures, long boxes, int linked, long dropped) {}

  /**
   * Writes a data set whose pictures are files.
   *
   * @throws DataException where the folder holds something, the format cannot hold what there is,
   *     or nothing can be written
   */
  public Written write(Dataset data) {
    fresh();
    long crowds = format == BoxFormat.YOLO ? crowds(data) : 0;
    if (crowds > 0 && !dropCrowds) {
      throw new DataException(
          "%s: %s, which YOLO's text cannot hold; leave them out with --drop-crowds, or keep another format"
              .formatted(
                  data.root(),
                  Counted.of(crowds, "box") + (crowds == 1 ? " is a crowd" : " are crowds")));
    }
    if (format == BoxFormat.VOC) held(data.classes());
    List<Entry> entries = entries(data, crowds > 0);
    Path whole = place();
    Path part = begun(whole);
    try {
      Files.deleteIfExists(whole); // an empty one
      BoxWriter writer = writer(part, data);
      int linked = pictures(entries, writer);
      var splits = Arrays.stream(Split.values()).filter(s -> !data.split(s).isEmpty()).toList();
      for (Split split : splits) {
        writer.split(split, entries.stream().filter(e -> e.split() == split).toList());
      }
      writer.end(splits);
      Files.move(part, whole);
      long boxes = entries.stream().mapToLong(e -> e.things().size()).sum();
      return new Written(entries.size(), boxes, linked, crowds);
    } catch (IOException e) {
      throw failed(e);
    } finally {
      removed(part);
    }
  }

  private DataException failed(IOException e) {
    return new DataException(
        "%s cannot be written: %s; make room or choose another place"
            .formatted(folder, Reason.of(e)),
        e);
  }

  private void fresh() {
    if (!Files.exists(folder)) return;
    if (!Files.isDirectory(folder))
      throw new DataException(folder + " is a file; give a new folder");
    try (var inside = Files.list(folder)) {
      if (inside.findAny().isPresent())
        throw new DataException(folder + " is not empty; give a new folder to write into");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Where the folder really is, were it a link to an empty one. */
  private Path place() {
    try {
      return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The folder that waits beside, made anew. */
  private Path begun(Path whole) {
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      Files.createDirectories(whole.getParent());
      return Files.createDirectory(part);
    } catch (FileAlreadyExistsException e) {
      if (!Files.exists(part)) throw failed(e);
      throw new DataException(
          part + " is there, left where writing was stopped; remove it, or give another folder", e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** What was not moved into its place. */
  private static void removed(Path part) {
    if (!Files.exists(part)) return;
    try (var all = Files.walk(part)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(one);
    } catch (IOException e) {
      return; // it is called .part, and the next call says that it is there
    }
  }

  /** VOC's XML and lists of names have no place for some signs. */
  private static void held(Classes classes) {
    for (String name : classes.names()) {
      if (!UNHELD.matcher(name).find()) continue;
      throw new DataException(
          "the class '%s' has a line break or a control sign, which Pascal VOC XML cannot hold; rename it, or choose another format"
              .formatted(UNHELD.matcher(name).replaceAll("?")));
    }
  }

  private BoxWriter writer(Path part, Dataset data) {
    return switch (format) {
      case COCO -> new CocoWriter(part, data.classes());
      case VOC -> new VocWriter(part, data.classes());
      case YOLO -> new YoloWriter(part, data.classes());
    };
  }

  private static long crowds(Dataset data) {
    return Arrays.stream(Split.values())
        .flatMap(split -> data.split(split).stream())
        .flatMap(example -> things(example).stream())
        .filter(Thing::crowd)
        .count();
  }

  private static List<Thing> things(Example example) {
    return ((Truth.Objects) example.truth()).things();
  }

  private List<Entry> entries(Dataset data, boolean withoutCrowds) {
    var examples = new ArrayList<Example>();
    var splits = new ArrayList<Split>();
    for (Split split : Split.values()) {
      examples.addAll(data.split(split));
      while (splits.size() < examples.size()) splits.add(split);
    }
    List<?> places = format == BoxFormat.VOC ? examples.stream().map(e -> "").toList() : splits;
    List<String> stems = Stems.of(examples.stream().map(Example::id).toList(), places);
    var entries = new Entry[examples.size()];
    Workers.each(
        entries.length,
        CHUNK,
        Runtime.getRuntime().availableProcessors(),
        i -> {
          Example example = examples.get(i);
          var source = (FileSource) example.source();
          List<Thing> things = things(example);
          if (withoutCrowds) things = things.stream().filter(t -> !t.crowd()).toList();
          String name = source.file().getFileName().toString();
          int dot = name.lastIndexOf('.');
          String suffix = dot < 0 ? "" : name.substring(dot);
          entries[i] =
              new Entry(splits.get(i), source, source.header(), stems.get(i), suffix, things);
        });
    return List.of(entries);
  }

  private int pictures(List<Entry> entries, BoxWriter writer) throws IOException {
    var folders = entries.stream().map(e -> writer.picture(e).getParent()).distinct().toList();
    for (Path place : folders) Files.createDirectories(place);
    var linked = new AtomicInteger();
    try {
      Workers.each(
          entries.size(),
          CHUNK,
          Runtime.getRuntime().availableProcessors(),
          i -> {
            Path from = entries.get(i).source().path();
            Path to = writer.picture(entries.get(i));
            if (link && link(from, to)) linked.incrementAndGet();
            else copy(from, to);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return linked.get();
  }

  private static boolean link(Path from, Path to) {
    try {
      Files.createLink(to, from.toRealPath());
      return true;
    } catch (FileSystemException | UnsupportedOperationException e) {
      return false; // another disk, or one without links
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
