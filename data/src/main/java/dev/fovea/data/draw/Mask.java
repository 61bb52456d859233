package dev.fovea.data.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which pixels of a picture belong to its motif.
 *
 * @param columns bit {@code x * height + y} is pixel (x, y): column by column, as COCO counts
 */
record Mask(int width, int height, BitSet columns) {
  private static final int HALF = 128;

  /** The pixels of which a shape covers the half or more, on a picture of this size. */
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
    return new Mask(width, height, columns);
  }

  /** What is left of it behind another one. */
  Mask behind(Mask other) {
    var left = (BitSet) columns.clone();
    left.andNot(other.columns);
    return new Mask(width, height, left);
  }

  /** How many pixels are set. */
  int area() {
    return columns.cardinality();
  }

  /** The smallest rectangle in whole pixels that holds all that is set. */
  Rectangle box() {
    var box = new Rectangle(-1, -1);
    for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
      box.add(new Rectangle(i / height, i % height, 1, 1));
    }
    return box;
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
