package dev.fovea.data.write;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A folder that a data set of boxes is written into: its pictures byte by byte, its classes, its
 * splits and its boxes.
 *
 * @param folder new or empty
 * @param link whether pictures are linked (a second name of the same file) where the disk can
 * @param dropCrowds whether crowds are left out where the format has none
 */
public record BoxFolder(Path folder, BoxFormat format, boolean link, boolean dropCrowds) {
  private static final int CHUNK = 16;

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
   * @throws DataException where the format cannot hold what there is, or nothing can be written
   */
  public Written write(Dataset data) {
    long crowds = format == BoxFormat.YOLO ? crowds(data) : 0;
    if (crowds > 0 && !dropCrowds) {
      throw new DataException(
          "%s: %s, which YOLO's text cannot hold; leave them out with --drop-crowds, or keep another format"
              .formatted(
                  data.root(),
                  Counted.of(crowds, "box") + (crowds == 1 ? " is a crowd" : " are crowds")));
    }
    List<Entry> entries = entries(data, crowds > 0);
    try {
      Files.createDirectories(folder);
      BoxWriter writer = writer(data);
      int linked = pictures(entries, writer);
      var splits = Arrays.stream(Split.values()).filter(s -> !data.split(s).isEmpty()).toList();
      for (Split split : splits) {
        writer.split(split, entries.stream().filter(e -> e.split() == split).toList());
      }
      writer.end(splits);
      long boxes = entries.stream().mapToLong(e -> e.things().size()).sum();
      return new Written(entries.size(), boxes, linked, crowds);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be written: " + e, e);
    }
  }

  private BoxWriter writer(Dataset data) {
    return switch (format) {
      case COCO -> new CocoWriter(folder, data.classes());
      case VOC -> new VocWriter(folder, data.classes());
      case YOLO -> new YoloWriter(folder, data.classes());
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
