package dev.fovea.data.write;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.image.Classes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * YOLO's text, with as many digits as give the same box again, and an empty file for a picture in
 * which nothing is. Areas and crowds have no place in it.
 */
final class YoloWriter implements BoxWriter {
  private final Path folder;
  private final Classes classes;

  YoloWriter(Path folder, Classes classes) {
    this.folder = folder;
    this.classes = classes;
  }

  @Override
  public Path picture(Entry entry) {
    return folder.resolve("images").resolve(entry.split().word()).resolve(entry.file());
  }

  @Override
  public void split(Split split, List<Entry> entries) throws IOException {
    Path labels = Files.createDirectories(folder.resolve("labels").resolve(split.word()));
    for (Entry entry : entries) {
      Files.write(
          labels.resolve(entry.stem() + ".txt"),
          entry.things().stream().map(thing -> line(thing, entry)).toList());
    }
  }

  private static String line(Thing thing, Entry entry) {
    var box = thing.box();
    return "%d %s %s %s %s"
        .formatted(
            thing.label(),
            Decimal.share((box.left() + box.right()) / 2 / entry.width()),
            Decimal.share((box.top() + box.bottom()) / 2 / entry.height()),
            Decimal.share(box.width() / entry.width()),
            Decimal.share(box.height() / entry.height()));
  }

  @Override
  public void end(List<Split> splits) throws IOException {
    var text = new StringBuilder();
    for (Split split : splits) {
      text.append(split.word()).append(": images/").append(split.word()).append('\n');
    }
    text.append("nc: ").append(classes.size()).append("\nnames:\n");
    for (int c = 0; c < classes.size(); c++) {
      var name = new StringBuilder();
      JsonStringEncoder.getInstance().quoteAsString(classes.name(c), name);
      text.append("  ").append(c).append(": \"").append(name).append("\"\n");
    }
    Files.writeString(folder.resolve("data.yaml"), text);
  }
}
