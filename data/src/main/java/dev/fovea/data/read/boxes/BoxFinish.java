package dev.fovea.data.read.boxes;

import dev.fovea.data.Broken;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.data.Workers;
import dev.fovea.data.read.ReadOptions;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import dev.fovea.image.Header;
import dev.fovea.image.ImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What is the same for all formats of boxes: the header of every picture is read, boxes become
 * pixels of the upright picture, and those that are none leave.
 */
final class BoxFinish {
  /** Labels are often rounded; what leaves a picture by less is not worth a word. */
  private static final double TOLERANCE_PX = 1;

  /** What is thinner has no size that could be learned or found. */
  private static final double LEAST_PX = 1e-3;

  private static final int CHUNK = 64;

  private final BoxListing listing;
  private final List<Flaw> flaws;

  private BoxFinish(BoxListing listing) {
    this.listing = listing;
    this.flaws = new ArrayList<>(listing.flaws());
  }

  static BoxData of(BoxListing listing, ReadOptions options) {
    return new BoxFinish(listing).data(options);
  }

  private BoxData data(ReadOptions options) {
    var pictures = listing.pictures();
    once(pictures);
    var headers = new Header[pictures.size()];
    var why = new String[pictures.size()];
    Workers.each(
        headers.length, CHUNK, options.threads(), i -> look(pictures.get(i), headers, why, i));
    var broken = new ArrayList<Broken>();
    var examples = new EnumMap<Split, List<Example>>(Split.class);
    for (int i = 0; i < headers.length; i++) {
      var picture = pictures.get(i);
      if (why[i] != null && options.check()) {
        broken.add(new Broken(picture.id(), why[i]));
        continue;
      }
      var truth = new Truth.Objects(things(picture, headers[i]));
      examples
          .computeIfAbsent(picture.split(), s -> new ArrayList<>())
          .add(new Example(picture.id(), picture.source(), truth));
    }
    broken.sort(Comparator.comparing(Broken::id));
    var data =
        new Dataset(
            listing.format(),
            listing.root(),
            new Classes(listing.classes()),
            false,
            examples,
            broken,
            List.of());
    return new BoxData(data.withWarnings(BoxWarnings.of(listing, data, flaws)), flaws);
  }

  private static void once(List<LabelledPicture> pictures) {
    Map<String, LabelledPicture> seen = HashMap.newHashMap(pictures.size());
    for (var picture : pictures) {
      var first = seen.put(picture.id(), picture);
      if (first != null) {
        throw new DataException(
            first.labels().equals(picture.labels())
                ? "%s: the picture %s is there twice; keep one"
                    .formatted(first.labels(), first.id())
                : "the picture %s has labels in %s and in %s; keep one of them"
                    .formatted(first.id(), first.labels(), picture.labels()));
      }
    }
  }

  private static void look(LabelledPicture picture, Header[] headers, String[] why, int i) {
    try {
      headers[i] = picture.source().header();
    } catch (ImageException e) {
      why[i] = e.getMessage();
    } catch (RuntimeException e) {
      why[i] = picture.id() + ": " + e;
    }
  }

  private List<Thing> things(LabelledPicture picture, Header header) {
    int width = header == null ? picture.width() : header.uprightWidth();
    int height = header == null ? picture.height() : header.uprightHeight();
    if (width < 1 || height < 1) return List.of();
    boolean turn = turn(picture, header);
    var things = new ArrayList<Thing>(picture.marks().size());
    var seen = new HashSet<List<Double>>();
    for (Mark mark : picture.marks()) {
      var pixels = listing.shares() ? mark.onPicture(width, height) : mark;
      var box = turn ? turned(picture, pixels, header) : box(picture, pixels, width, height);
      if (box == null) continue;
      if (!seen.add(key(mark))) flaw(Flaw.Kind.TWICE, picture, mark);
      boolean said = pixels.areaPx() >= 0 && Double.isFinite(pixels.areaPx());
      double area = said ? pixels.areaPx() : box.width() * box.height();
      things.add(new Thing(mark.label(), box, mark.crowd(), area));
    }
    return things;
  }

  private Box turned(LabelledPicture picture, Mark mark, Header stored) {
    var box = box(picture, mark, stored.width(), stored.height());
    return box == null
        ? null
        : Turn.upright(box, stored.orientation(), stored.width(), stored.height());
  }

  private static List<Double> key(Mark mark) {
    return List.of((double) mark.label(), mark.left(), mark.top(), mark.right(), mark.bottom());
  }

  /** Whether boxes must be turned with their picture; says where sizes differ. */
  private boolean turn(LabelledPicture picture, Header header) {
    if (header == null || picture.width() < 1 || picture.height() < 1) return false;
    boolean upright =
        picture.width() == header.uprightWidth() && picture.height() == header.uprightHeight();
    if (upright) return false;
    boolean stored = picture.width() == header.width() && picture.height() == header.height();
    flaws.add(
        new Flaw(
            stored ? Flaw.Kind.TURNED : Flaw.Kind.OTHER_SIZE,
            picture.id(),
            "%s, %d x %d px, and %d x %d px in %s"
                .formatted(
                    picture.id(),
                    header.uprightWidth(),
                    header.uprightHeight(),
                    picture.width(),
                    picture.height(),
                    picture.labels())));
    return stored;
  }

  /** The box, or null where it is none on a picture of this size. */
  private Box box(LabelledPicture picture, Mark m, int width, int height) {
    Flaw.Kind none = none(m, width, height);
    if (none != null) {
      flaw(none, picture, m);
      return null;
    }
    double beyond =
        Math.max(Math.max(-m.left(), -m.top()), Math.max(m.right() - width, m.bottom() - height));
    if (beyond > TOLERANCE_PX) flaw(Flaw.Kind.PARTLY_OUTSIDE, picture, m);
    return new Box(m.left(), m.top(), m.right(), m.bottom());
  }

  private static Flaw.Kind none(Mark m, int width, int height) {
    double area = (m.right() - m.left()) * (m.bottom() - m.top());
    if (!Double.isFinite(area)) return Flaw.Kind.NO_NUMBER;
    if (m.left() > m.right() || m.top() > m.bottom()) return Flaw.Kind.SWAPPED;
    if (m.right() - m.left() < LEAST_PX || m.bottom() - m.top() < LEAST_PX) return Flaw.Kind.EMPTY;
    boolean outside = m.right() <= 0 || m.bottom() <= 0 || m.left() >= width || m.top() >= height;
    return outside ? Flaw.Kind.OUTSIDE : null;
  }

  private void flaw(Flaw.Kind kind, LabelledPicture picture, Mark mark) {
    flaws.add(
        new Flaw(
            kind,
            picture.id(),
            "%s %s %d".formatted(picture.labels(), listing.word(), mark.number())));
  }
}
