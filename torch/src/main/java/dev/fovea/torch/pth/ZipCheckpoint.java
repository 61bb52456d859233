package dev.fovea.torch.pth;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The zip of {@code torch.save} since 1.6: data.pkl, byteorder, data/0, data/1 and on. */
final class ZipCheckpoint {
  private static final String PICKLE = "data.pkl";

  private ZipCheckpoint() {}

  static Checkpoint of(MemorySegment file) {
    Map<String, MemorySegment> records = ZipRecords.of(file);
    String root = root(records);
    if (records.containsKey(root + "constants.pkl"))
      throw new BrokenPth(
          "is a program of TorchScript, not a state dict",
          "save its tensors alone in Python: torch.save(torch.jit.load(FILE).state_dict(),"
              + " \"weights.pth\")");
    MemorySegment order = records.get(root + "byteorder");
    if (order != null && !text(order).equals("little"))
      throw new BrokenPth(
          "its numbers are big-endian", "load and save it with PyTorch on another machine");
    var storages = new Storages();
    Pickled value = Unpickler.of(records.get(root + PICKLE), 0, storages).value();
    var bytes = new LinkedHashMap<String, MemorySegment>();
    storages.all().forEach((key, storage) -> bytes.put(key, record(records, root, storage)));
    return new Checkpoint(value, bytes);
  }

  private static MemorySegment record(
      Map<String, MemorySegment> records, String root, Pickled.Storage storage) {
    MemorySegment bytes = records.get(root + "data/" + storage.key());
    if (bytes == null) throw new BrokenPth("the numbers of one of its storages are missing");
    return Checkpoint.sized(storage, bytes);
  }

  private static String root(Map<String, MemorySegment> records) {
    for (String name : records.keySet())
      if (name.endsWith("/" + PICKLE) && name.indexOf('/') == name.length() - PICKLE.length() - 1)
        return name.substring(0, name.length() - PICKLE.length());
    throw new BrokenPth(
        "is a zip file, but none of torch.save: it holds no " + PICKLE, "name the weights in it");
  }

  private static String text(MemorySegment bytes) {
    return bytes.byteSize() > 10
        ? ""
        : new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8).strip();
  }
}
