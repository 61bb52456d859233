package dev.fovea.data.write;

import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Pascal VOC's XML. Corners count from 1, both included; those that lie within a pixel keep their
 * fraction. A crowd is {@code difficult}. What VOC has no word for is kept beside it: the classes
 * and their order in {@code classes.txt}, and {@code <area>} where it is not the box's.
 */
final class VocWriter implements BoxWriter {
  private final Path folder;
  private final Classes classes;

  VocWriter(Path folder, Classes classes) {
    this.folder = folder;
    this.classes = classes;
  }

  @Override
  public Path picture(Entry entry) {
    return folder.resolve("JPEGImages").resolve(entry.file());
  }

  @Override
  public void split(Split split, List<Entry> entries) throws IOException {
    Path labels = Files.createDirectories(folder.resolve("Annotations"));
    for (Entry entry : entries) labels(entry, labels.resolve(entry.stem() + ".xml"));
    Path lists = Files.createDirectories(folder.resolve("ImageSets").resolve("Main"));
    Files.write(lists.resolve(split.word() + ".txt"), entries.stream().map(Entry::stem).toList());
  }

  @Override
  public void end(List<Split> splits) throws IOException {
    Files.write(folder.resolve("classes.txt"), classes.names());
  }

  private void labels(Entry entry, Path file) throws IOException {
    try (var text = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new Lines(xml).annotation(entry, classes);
      xml.close();
      text.newLine();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** An element a line. */
  private record Lines(XMLStreamWriter xml) {
    void annotation(Entry entry, Classes classes) throws XMLStreamException {
      xml.writeStartElement("annotation");
      value(1, "folder", "JPEGImages");
      value(1, "filename", entry.file());
      start(1, "size");
      value(2, "width", String.valueOf(entry.width()));
      value(2, "height", String.valueOf(entry.height()));
      value(2, "depth", entry.header().channels() <= 2 ? "1" : "3");
      end(1);
      value(1, "segmented", "0");
      for (Thing thing : entry.things()) object(thing, classes);
      end(0);
    }

    private void object(Thing thing, Classes classes) throws XMLStreamException {
      Box box = thing.box();
      start(1, "object");
      value(2, "name", classes.name(thing.label()));
      value(2, "pose", "Unspecified");
      value(2, "truncated", "0");
      value(2, "difficult", thing.crowd() ? "1" : "0");
      start(2, "bndbox");
      value(3, "xmin", Decimal.of(box.left() + 1));
      value(3, "ymin", Decimal.of(box.top() + 1));
      value(3, "xmax", Decimal.of(box.right()));
      value(3, "ymax", Decimal.of(box.bottom()));
      end(2);
      boolean pixel = box.left() + 1 == box.right() && box.top() + 1 == box.bottom();
      if (pixel || thing.areaPx() != box.width() * box.height()) {
        value(2, "area", Decimal.of(thing.areaPx()));
      }
      end(1);
    }

    private void value(int depth, String name, String text) throws XMLStreamException {
      start(depth, name);
      xml.writeCharacters(text);
      xml.writeEndElement();
    }

    private void start(int depth, String name) throws XMLStreamException {
      xml.writeCharacters("\n" + "  ".repeat(depth));
      xml.writeStartElement(name);
    }

    private void end(int depth) throws XMLStreamException {
      xml.writeCharacters("\n" + "  ".repeat(depth));
      xml.writeEndElement();
    }
  }
}
