package dev.fovea.torch.pth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Files that pth.py saved, and ones of our own making. */
public final class Saved {
  private Saved() {}

  /** A file of the script. */
  public static Path file(String name) {
    try {
      return Path.of(Saved.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  /** A zip of torch.save with this pickle, and one storage of four floats, 1 to 4. */
  static byte[] zip(byte[] pickle) {
    return zip(ZipEntry.STORED, "archive/data.pkl", pickle);
  }

  static byte[] zip(int method, String name, byte[] pickle) {
    var records = new LinkedHashMap<String, byte[]>();
    records.put(name, pickle);
    records.put("archive/byteorder", latin("little"));
    records.put("archive/data/0", latin("\0\0\u0080?\0\0\0@\0\0@@\0\0\u0080@"));
    return zip(method, records);
  }

  static byte[] zip(int method, Map<String, byte[]> records) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var each : records.entrySet()) record(zip, method, each.getKey(), each.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The records of a zip file of the script, by name. */
  static SequencedMap<String, byte[]> records(String name) throws IOException {
    var records = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipFile(file(name).toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries()))
        records.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
    }
    return records;
  }

  /** A pickle of some instructions, one character a byte. */
  static byte[] pickle(String instructions) {
    return latin("\u0080\u0002" + instructions + ".");
  }

  /** A dict of one tensor over a storage of so many floats. */
  static byte[] tensor(String count, String offset, String shape, String strides) {
    return pickle(
        "}U\u0001actorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\n"
            + "U\u00010U\u0003cpu"
            + count
            + "tQ"
            + offset
            + "("
            + shape
            + "t("
            + strides
            + "t\u0089}tRs");
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void record(ZipOutputStream zip, int method, String name, byte[] bytes)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      var crc = new CRC32();
      crc.update(bytes);
      entry.setCrc(crc.getValue());
      entry.setSize(bytes.length);
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
