package dev.fovea.data.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which pixels of a picture a shape covers, and where it is.
 *
 * @param columns bit {@code x * height + y} is pixel (x, y): column by column, as COCO counts
 * @param box the smallest rectangle around what of the shape is in the picture, in px and exact: a
 *     box of whole pixels would be half a pixel off, and more at the thin end of a spike
 */
record Mask(int width, int height, BitSet columns, Rectangle2D box) {
  private static final int HALF = 128;

  /** Of a shape on a picture of this size: the pixels of which it covers the half or more. */
  static Mask of(Shape shape, int width, int height) {
    var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = grey.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setColor(Color.WHITE);
    pen.fill(shape);
    pen.dispose();
    byte[] samples = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
    var columns = new BitSet(width * height);
    for (int i = 0; i < samples.length; i++) {
      if (Byte.toUnsignedInt(samples[i]) >= HALF) columns.set((i % width) * height + i / width);
    }
    var picture = new Rectangle2D.Double(0, 0, width, height);
    var inside = new Area(shape);
    inside.intersect(new Area(picture));
    return new Mask(width, height, columns, inside.getBounds2D().createIntersection(picture));
  }

  /** How many pixels are set. */
  int area() {
    return columns.cardinality();
  }

  /** COCO's run lengths: how many are not set, then how many are, and so on, column by column. */
  List<Integer> runs() {
    var runs = new ArrayList<Integer>();
    int end = width * height;
    int at = 0;
    for (boolean set = false; at < end; set = !set) {
      int next = set ? columns.nextClearBit(at) : columns.nextSetBit(at);
      if (next < 0 || next > end) next = end;
      runs.add(next - at);
      at = next;
    }
    return runs;
  }
}
