package dev.fovea.torch.pth;

import dev.fovea.torch.file.Quote;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The records of a zip file by name, each a slice of the file: {@code torch.save} never compresses,
 * so nothing is unpacked and nothing can grow. Nothing is written either, whatever a name says.
 */
final class ZipRecords {
  private static final int ENTRY = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int ENCRYPTED = 1;
  private static final String RESAVE =
      "it was packed by another program; unpack it, or save it again with torch.save";

  private ZipRecords() {}

  /** A record's bytes and where they begin in the file. */
  private record Place(String name, long begin, MemorySegment bytes) {}

  static SequencedMap<String, MemorySegment> of(MemorySegment file) {
    ZipEnd end = ZipEnd.of(file);
    var in = new Cursor(file.asSlice(0, end.directory() + end.bytes()), end.directory());
    var places = new LinkedHashMap<String, Place>();
    for (long i = 0; i < end.entries(); i++) {
      Place place = entry(file, in, end.directory());
      if (places.putIfAbsent(place.name(), place) != null)
        throw new BrokenPth("two of its records are named " + Quote.of(place.name()));
    }
    if (in.left() > 0) throw new BrokenPth("its directory holds more than it counts");
    apart(places.values().stream().sorted(Comparator.comparingLong(Place::begin)).toList());
    var records = new LinkedHashMap<String, MemorySegment>();
    places.forEach((name, place) -> records.put(name, place.bytes()));
    return Collections.unmodifiableSequencedMap(records);
  }

  private static Place entry(MemorySegment file, Cursor in, long directory) {
    if (in.signedInt() != ENTRY) throw new BrokenPth("its directory is not one of a zip file");
    in.slice(4); // versions
    int flags = in.unsignedShort();
    int method = in.unsignedShort();
    in.slice(8); // time, check sum
    long packed = in.unsignedInt();
    long size = in.unsignedInt();
    int nameBytes = in.unsignedShort();
    int extraBytes = in.unsignedShort();
    int commentBytes = in.unsignedShort();
    in.slice(8); // disk, attributes
    long at = in.unsignedInt();
    String name = name(in.text(nameBytes));
    Cursor extra = ZipEnd.wide(in.slice(extraBytes));
    in.slice(commentBytes);
    size = size == ZipEnd.WIDE ? extra.signedLong() : size;
    packed = packed == ZipEnd.WIDE ? extra.signedLong() : packed;
    at = at == ZipEnd.WIDE ? extra.signedLong() : at;
    if ((flags & ENCRYPTED) != 0 || method != 0)
      throw new BrokenPth("its record " + Quote.of(name) + " is compressed or locked", RESAVE);
    if (packed != size) throw new BrokenPth("its record " + Quote.of(name) + " is of two sizes");
    var local = new Cursor(file.asSlice(0, directory), at);
    return new Place(name, at, bytes(local, name, nameBytes, size));
  }

  private static MemorySegment bytes(Cursor local, String name, int nameBytes, long size) {
    boolean known = local.signedInt() == LOCAL;
    local.slice(22); // what the directory says as well
    int length = local.unsignedShort();
    int extra = local.unsignedShort();
    if (!known || length != nameBytes || !local.text(length).equals(name))
      throw new BrokenPth("its record " + Quote.of(name) + " is not where the directory says");
    local.slice(extra);
    return local.slice(size);
  }

  private static String name(String name) {
    boolean leads =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || List.of(name.split("/", -1)).contains("..");
    if (leads)
      throw new BrokenPth(
          "its record " + Quote.of(name) + " names a place outside of the file",
          "torch.save writes no such names; do not trust it");
    return name;
  }

  private static void apart(List<Place> places) {
    for (int i = 1; i < places.size(); i++) {
      Place before = places.get(i - 1);
      long end = before.bytes().address() + before.bytes().byteSize();
      long begin = places.get(i).bytes().address();
      if (before.begin() == places.get(i).begin() || begin < end)
        throw new BrokenPth(
            "its records "
                + Quote.of(before.name())
                + " and "
                + Quote.of(places.get(i).name())
                + " overlap");
    }
  }
}
