package dev.fovea.project;

import dev.fovea.data.Example;
import dev.fovea.data.alike.Alike;
import dev.fovea.data.alike.Glances;
import java.util.List;

/** Which pictures look nearly the same: runs that share their pictures look at them once. */
public final class Looks {
  private List<String> ids = List.of();
  private List<int[]> groups = List.of();

  /** Groups of positions, as {@link Alike} has them; those of the call before for the same ids. */
  synchronized List<int[]> groups(List<Example> pool, Glances.Progress progress) {
    List<String> asked = pool.stream().map(Example::id).toList();
    if (!asked.equals(ids)) {
      groups = Alike.of(pool, Runtime.getRuntime().availableProcessors(), progress).groups();
      ids = asked;
    }
    return groups;
  }
}
