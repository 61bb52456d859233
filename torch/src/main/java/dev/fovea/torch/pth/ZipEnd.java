package dev.fovea.torch.pth;

import java.lang.foreign.MemorySegment;

/**
 * The end of a zip file, which tells where its directory lies, with the wide numbers of zip64.
 *
 * @param directory its first byte
 * @param bytes of the directory, within the file
 * @param entries that it holds
 */
record ZipEnd(long directory, long bytes, long entries) {
  /** Stands for a number that does not fit and is found elsewhere. */
  static final long WIDE = 0xffffffffL;

  private static final int WIDE_SHORT = 0xffff;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64 = 0x06064b50;
  private static final int LONGEST_COMMENT = 0xffff;

  /** Of one entry at least. */
  private static final int ENTRY_BYTES = 46;

  ZipEnd {
    if (directory < 0 || bytes < 0 || entries < 0 || entries > bytes / ENTRY_BYTES)
      throw new BrokenPth("the end of the zip file counts what cannot be");
  }

  static ZipEnd of(MemorySegment file) {
    long size = file.byteSize();
    long lowest = Math.max(0, size - END_BYTES - LONGEST_COMMENT);
    for (long at = size - END_BYTES; at >= lowest; at--) {
      var in = new Cursor(file, at);
      if (in.signedInt() == END) return within(end(file, at, in), at);
    }
    throw new BrokenPth("the file is cut short: the end of its zip is missing");
  }

  /** The wide numbers in the extra field of an entry; empty where there are none. */
  static Cursor wide(MemorySegment extra) {
    var in = new Cursor(extra, 0);
    while (in.left() >= 4) {
      int id = in.unsignedShort();
      MemorySegment field = in.slice(in.unsignedShort());
      if (id == 1) return new Cursor(field, 0);
    }
    return new Cursor(MemorySegment.NULL, 0);
  }

  private static ZipEnd end(MemorySegment file, long at, Cursor in) {
    in.slice(6); // disks, entries on this one
    int entries = in.unsignedShort();
    long bytes = in.unsignedInt();
    long directory = in.unsignedInt();
    if (entries != WIDE_SHORT && bytes != WIDE && directory != WIDE)
      return new ZipEnd(directory, bytes, entries);
    if (at < LOCATOR_BYTES) throw new BrokenPth("the wide end of its zip is missing");
    var locator = new Cursor(file, at - LOCATOR_BYTES);
    if (locator.signedInt() != LOCATOR) throw new BrokenPth("the wide end of its zip is missing");
    locator.slice(4); // disk
    var wide = new Cursor(file, locator.signedLong());
    if (wide.signedInt() != END_64) throw new BrokenPth("the wide end of its zip is missing");
    wide.slice(28); // its size, versions, disks, entries on this one
    long all = wide.signedLong();
    long length = wide.signedLong();
    return new ZipEnd(wide.signedLong(), length, all);
  }

  private static ZipEnd within(ZipEnd end, long limit) {
    if (end.directory > limit || end.bytes > limit - end.directory)
      throw new BrokenPth("the file is cut short, or its directory lies beyond it");
    return end;
  }
}
