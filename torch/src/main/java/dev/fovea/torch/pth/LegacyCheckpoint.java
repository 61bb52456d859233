package dev.fovea.torch.pth;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stream of {@code torch.save} before 1.6: five pickles (a magic number, the protocol, the
 * system, the object, the keys of the storages), then each storage as a count and its numbers.
 */
final class LegacyCheckpoint {
  private static final Pickled MAGIC =
      new Pickled.Whole(new BigInteger("1950a86a20f9469cfc6c", 16));
  private static final Pickled PROTOCOL = Pickled.Whole.of(1001);

  private LegacyCheckpoint() {}

  static Checkpoint of(MemorySegment file) {
    var storages = new Storages();
    var magic = Unpickler.of(file, 0, storages);
    if (!magic.value().equals(MAGIC))
      throw new BrokenPth("is a plain pickle, not a file of torch.save", "save it with torch.save");
    var protocol = Unpickler.of(file, magic.end(), storages);
    if (!protocol.value().equals(PROTOCOL))
      throw new BrokenPth("is of another version of torch.save's old format than 1001");
    var system = Unpickler.of(file, protocol.end(), storages);
    if (!(system.value() instanceof Pickled.Dict(var facts)))
      throw new BrokenPth("says nothing of the system that wrote it");
    if (!new Pickled.Truth(true).equals(facts.get("little_endian")))
      throw new BrokenPth(
          "its numbers are big-endian", "load and save it with PyTorch on another machine");
    var object = Unpickler.of(file, system.end(), storages);
    var keys = Unpickler.of(file, object.end(), new Storages());
    return new Checkpoint(object.value(), numbers(file, keys, storages));
  }

  private static Map<String, MemorySegment> numbers(
      MemorySegment file, Unpickler.Read keys, Storages storages) {
    if (!(keys.value() instanceof Pickled.Items(var all)))
      throw new BrokenPth("does not list its storages");
    var in = new Cursor(file, keys.end());
    var bytes = new LinkedHashMap<String, MemorySegment>();
    for (Pickled key : all) {
      Pickled.Storage storage = storages.all().get(Calls.key(key));
      if (storage == null || in.signedLong() != storage.whole())
        throw new BrokenPth("its storages are not those of its tensors");
      long length = Checkpoint.bytes(storage);
      bytes.put(storage.key(), Checkpoint.sized(storage, in.slice(length)));
    }
    if (!bytes.keySet().containsAll(storages.all().keySet()))
      throw new BrokenPth("the numbers of one of its storages are missing");
    return bytes;
  }
}
