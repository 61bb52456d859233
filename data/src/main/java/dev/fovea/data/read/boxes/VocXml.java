package dev.fovea.data.read.boxes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fovea.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One file of Pascal VOC's annotations.
 *
 * <p>VOC counts pixels from 1 and names the first and the last pixel of a box, both in it (its
 * development kit, VOC2012, section 2). As lines between pixels that is left = xmin - 1, top = ymin
 * - 1, right = xmax, bottom = ymax. A box whose corners are the same pixel is a click without a
 * drag: it has no size, unless an area is said.
 *
 * <p>A {@code difficult} object counts as COCO's crowd does: nothing is learned from it, and
 * finding it is neither right nor wrong. The area in pixels is read where {@code <area>} says it,
 * which is Fovea's own word. Pose, parts and {@code truncated} are passed over.
 *
 * <p>No document type is read and nothing outside the file.
 *
 * @param picture what {@code <filename>} says, empty where it is missing
 * @param width in pixels, 0 where it is not said; height likewise
 * @param names of the classes of {@code marks}, whose labels are their places in this list
 */
record VocXml(String picture, int width, int height, List<String> names, List<Mark> marks) {
  private static final XMLInputFactory FACTORY = factory();
  private static final int START = 200;

  /** Another encoding than UTF-8, said in the first line. */
  private static final Pattern OTHER =
      Pattern.compile("^<\\?xml[^>]*encoding=[\"'](?!utf-?8[\"'])", Pattern.CASE_INSENSITIVE);

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** Reads a file; empty where its outermost element is not {@code annotation}. */
  static Optional<VocXml> read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (!decodes(bytes)) throw new DataException(file + " is not UTF-8 text; save it as UTF-8");
      XMLStreamReader in;
      synchronized (FACTORY) {
        in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
      }
      return new Reading(file, in).read();
    } catch (XMLStreamException e) {
      var at = e.getLocation();
      throw new DataException(
          "%s cannot be read as XML%s; is it cut off?"
              .formatted(
                  file,
                  at == null
                      ? ""
                      : " (line %d, column %d)"
                          .formatted(at.getLineNumber(), at.getColumnNumber())),
          e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a text is in the encoding that XML has where it says no other; Java's parser would
   * write what is wrong with it to the screen by itself.
   */
  private static boolean decodes(byte[] bytes) {
    boolean marked = bytes.length > 1 && (bytes[0] & 0xfe) == 0xfe && (bytes[1] & 0xfe) == 0xfe;
    String start = new String(bytes, 0, Math.min(START, bytes.length), ISO_8859_1);
    if (marked || OTHER.matcher(start).find()) return true;
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** One pass through a file. */
  private static final class Reading {
    private final Path file;
    private final XMLStreamReader in;
    private final StringBuilder path = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private String picture = "";
    private double width;
    private double height;
    private String name;
    private double[] corners;
    private double area;
    private boolean difficult;

    Reading(Path file, XMLStreamReader in) {
      this.file = file;
      this.in = in;
    }

    Optional<VocXml> read() throws XMLStreamException {
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamConstants.DTD ->
              throw new DataException(file + " has a document type, which is not read; remove it");
          case XMLStreamConstants.START_ELEMENT -> {
            boolean outermost = path.isEmpty();
            if (outermost && !in.getLocalName().equals("annotation")) return Optional.empty();
            path.append('/').append(in.getLocalName());
            text.setLength(0);
            if (path.toString().equals("/annotation/object")) begin();
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            end(path.toString(), text.toString().strip());
            path.setLength(path.lastIndexOf("/"));
            text.setLength(0);
          }
          default -> {}
        }
      }
      return Optional.of(new VocXml(picture, (int) width, (int) height, names, marks));
    }

    private void begin() {
      name = null;
      corners = new double[4];
      java.util.Arrays.fill(corners, Double.MAX_VALUE);
      area = Double.NaN;
      difficult = false;
    }

    private void end(String at, String value) {
      switch (at) {
        case "/annotation/filename" -> picture = value;
        case "/annotation/size/width" -> width = number(at, value);
        case "/annotation/size/height" -> height = number(at, value);
        case "/annotation/object/name" -> name = value;
        case "/annotation/object/difficult" ->
            difficult = !value.isEmpty() && number(at, value) != 0;
        case "/annotation/object/area" -> area = number(at, value);
        case "/annotation/object/bndbox/xmin" -> corners[0] = number(at, value);
        case "/annotation/object/bndbox/ymin" -> corners[1] = number(at, value);
        case "/annotation/object/bndbox/xmax" -> corners[2] = number(at, value);
        case "/annotation/object/bndbox/ymax" -> corners[3] = number(at, value);
        case "/annotation/object" -> object();
        default -> {}
      }
    }

    private void object() {
      if (name == null || name.isEmpty()) throw wrong("has no name");
      String[] needed = {"xmin", "ymin", "xmax", "ymax"};
      for (int i = 0; i < 4; i++) {
        if (corners[i] == Double.MAX_VALUE) throw wrong("its bndbox has no " + needed[i]);
      }
      int label = names.indexOf(name);
      if (label < 0) {
        label = names.size();
        names.add(name);
      }
      boolean sized = area > 0 && Double.isFinite(area);
      boolean click = corners[0] == corners[2] && corners[1] == corners[3] && !sized;
      double first = click ? 0 : 1;
      marks.add(
          new Mark(
              label,
              corners[0] - first,
              corners[1] - first,
              corners[2],
              corners[3],
              difficult,
              area,
              marks.size() + 1L));
    }

    private double number(String at, String value) {
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        String key = at.substring(at.lastIndexOf('/') + 1);
        throw wrong("%s: expected a number, got '%s'".formatted(key, value));
      }
    }

    private DataException wrong(String what) {
      return new DataException(
          path.indexOf("/object") > 0
              ? "%s object %d: %s".formatted(file, marks.size() + 1, what)
              : "%s: %s".formatted(file, what));
    }
  }
}
