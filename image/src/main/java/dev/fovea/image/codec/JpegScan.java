package dev.fovea.image.codec;

/**
 * Walks over the codes of a baseline JPEG file without computing a pixel. libjpeg fills what is
 * missing or damaged with grey and writes a line to the screen; this finds it first, and takes out
 * what libjpeg passes over with such a line. The scans of progressive files are left to libjpeg,
 * which stops at their missing end.
 */
final class JpegScan {
  private final Bytes b;
  private final JpegHuffman[] tables = new JpegHuffman[8]; // 0 to 3 for DC, 4 to 7 for AC
  private final int[][] sampling = new int[256][];
  private int width;
  private int height;
  private int acrossMost = 1;
  private int downMost = 1;
  private int interval;
  private int components;
  private int adobeAt;
  private final JpegPieces pieces;

  private JpegScan(Bytes b) {
    this.b = b;
    pieces = new JpegPieces(b.data());
  }

  /**
   * Refuses a file whose scans end early or hold codes that do not exist; returns the file as
   * libjpeg reads it without a word.
   */
  static byte[] checked(Bytes b) {
    var scan = new JpegScan(b);
    scan.walk();
    return scan.pieces.joined();
  }

  private void walk() {
    int at = 2;
    pieces.keep(0, at);
    while (true) {
      while (b.u8(at) != 0xff || b.u8(at + 1) == 0xff || b.u8(at + 1) == 0) {
        at++;
      }
      int marker = b.u8(at + 1);
      int from = at;
      at += 2;
      if (marker == 0xd9 || marker == 0xc2 || (marker > 0xc4 && marker < 0xd0)) {
        components = marker == 0xd9 ? components : b.u8(at + 7);
        adobe();
        pieces.keep(from, b.size());
        return;
      } else if (marker == 0xda) {
        adobe();
        at = scan(at);
        pieces.keep(from, at);
        continue;
      } else if ((marker >= 0xd0 && marker <= 0xd8) || marker == 1) {
        pieces.keep(from, at);
        continue;
      }
      int end = at + b.be16(at);
      pieces.keep(from, Math.min(end, b.size()));
      switch (marker) {
        case 0xc0, 0xc1 -> frame(at);
        case 0xc4 -> tables(at + 2, end);
        case 0xe0 -> {
          if (b.says(at + 2, "JFIF\0")) {
            pieces.put(at + 7, 1); // the version of JFIF, of which there is one
          }
        }
        case 0xee -> adobeAt = b.says(at + 2, "Adobe") && end - at >= 14 ? at : 0;
        case 0xdd -> interval = b.be16(at + 2);
        default -> {}
      }
      at = end;
    }
  }

  /** Adobe's note on the colours: what it may say, or what libjpeg takes for it. */
  private void adobe() {
    int transform = adobeAt == 0 ? 0 : b.u8(adobeAt + 13);
    if (transform > 0 && components == 3) {
      pieces.put(adobeAt + 13, 1);
    } else if (transform > 0 && components == 4) {
      pieces.put(adobeAt + 13, 2);
    }
  }

  private void tables(int at, int end) {
    while (at < end) {
      int which = (b.u8(at) >> 4 & 1) * 4 + (b.u8(at) & 3);
      tables[which] = JpegHuffman.of(b, at + 1);
      int symbols = 0;
      for (int i = 1; i <= 16; i++) {
        symbols += b.u8(at + i);
      }
      at += 17 + symbols;
    }
  }

  private void frame(int at) {
    height = b.be16(at + 3);
    width = b.be16(at + 5);
    components = b.u8(at + 7);
    for (int i = 0; i < b.u8(at + 7); i++) {
      int component = at + 8 + 3 * i;
      int across = b.u8(component + 1) >> 4;
      int down = b.u8(component + 1) & 15;
      if (across < 1 || across > 4 || down < 1 || down > 4) {
        throw b.broken("a JPEG component sampled " + across + "x" + down);
      }
      sampling[b.u8(component)] = new int[] {across, down};
      acrossMost = Math.max(acrossMost, across);
      downMost = Math.max(downMost, down);
    }
  }

  /** Walks over one scan, whose header stands at {@code at}; returns where its data ended. */
  private int scan(int at) {
    int count = b.u8(at + 2);
    var dc = new JpegHuffman[count];
    var ac = new JpegHuffman[count];
    var blocks = new int[count];
    int across = acrossMost * 8;
    int down = downMost * 8;
    int columns = (width + across - 1) / across;
    int rows = (height + down - 1) / down;
    for (int i = 0; i < count; i++) {
      int[] sampled = sampling[b.u8(at + 3 + 2 * i)];
      int which = b.u8(at + 4 + 2 * i);
      dc[i] = tables[which >> 4 & 3];
      ac[i] = tables[4 + (which & 3)];
      if (sampled == null || dc[i] == null || ac[i] == null) {
        throw b.broken("a JPEG scan without its component or its Huffman table");
      }
      blocks[i] = count == 1 ? 1 : sampled[0] * sampled[1];
      if (count == 1) {
        columns = ((width * sampled[0] + acrossMost - 1) / acrossMost + 7) / 8;
        rows = ((height * sampled[1] + downMost - 1) / downMost + 7) / 8;
      }
    }
    int choice = at + 3 + 2 * count; // of coefficients and bits: in a baseline file, all
    pieces.put(choice, 0);
    pieces.put(choice + 1, 63);
    pieces.put(choice + 2, 0);
    var bits = new JpegBits(b, at + b.be16(at));
    int units = columns * rows;
    for (int unit = 0; unit < units; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        bits.restart((unit / interval - 1) & 7);
      }
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < blocks[i]; k++) {
          bits.block(dc[i], ac[i]);
        }
      }
    }
    return bits.end();
  }
}
