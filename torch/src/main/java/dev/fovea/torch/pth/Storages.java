package dev.fovea.torch.pth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The storages that a pickle speaks of, by the keys under which their numbers lie. */
final class Storages {
  private final SequencedMap<String, Pickled.Storage> all = new LinkedHashMap<>();

  /** Whole storages by key, in the order in which they were first spoken of. */
  SequencedMap<String, Pickled.Storage> all() {
    return all;
  }

  /**
   * The storage of a persistent id: "storage", type, key, device, count, and in old files a view.
   */
  Pickled.Storage of(Pickled id) {
    if (!(id instanceof Pickled.Items(var parts))
        || parts.size() < 5
        || parts.size() > 6
        || !parts.getFirst().equals(new Pickled.Text("storage"))
        || !(parts.get(1) instanceof Pickled.Global type)
        || type.known() != Known.STORAGE
        || !(parts.get(2) instanceof Pickled.Text(String key)))
      throw new BrokenPth("its pickle speaks of numbers elsewhere in an unknown way");
    long count = Calls.count(parts.get(4));
    var whole = new Pickled.Storage(type.type(), key, count, 0, count);
    Pickled.Storage before = all.putIfAbsent(key, whole);
    if (before != null && !before.equals(whole))
      throw new BrokenPth("speaks of one storage in two ways");
    return parts.size() == 5 || parts.get(5) == Pickled.Other.NOTHING
        ? whole
        : view(whole, parts.get(5));
  }

  private static Pickled.Storage view(Pickled.Storage whole, Pickled view) {
    if (!(view instanceof Pickled.Items(List<Pickled> parts)) || parts.size() != 3)
      throw new BrokenPth("a view of a storage is no key, start and count");
    long first = Calls.count(parts.get(1));
    long count = Calls.count(parts.get(2));
    if (first > whole.whole() || count > whole.whole() - first)
      throw new BrokenPth("a view reaches beyond its storage");
    return new Pickled.Storage(whole.type(), whole.key(), whole.whole(), first, count);
  }
}
