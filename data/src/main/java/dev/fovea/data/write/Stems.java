package dev.fovea.data.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * New names for pictures that come from many folders: their own where these differ, else with their
 * folders, else with their suffix, too. Names that differ in capitals alone are the same, as some
 * file systems have it.
 */
final class Stems {
  private Stems() {}

  /**
   * A stem for each id, no two the same in a place.
   *
   * @param ids paths with slashes
   * @param places what each must be unique in
   */
  static List<String> of(List<String> ids, List<?> places) {
    for (int way = 0; way < 3; way++) {
      var stems = new ArrayList<String>(ids.size());
      var seen = new HashSet<List<Object>>();
      for (int i = 0; i < ids.size(); i++) {
        String stem = stem(ids.get(i), way);
        if (!seen.add(List.of(places.get(i), stem.toLowerCase(Locale.ROOT)))) break;
        stems.add(stem);
      }
      if (stems.size() == ids.size()) return stems;
    }
    var numbered = new ArrayList<String>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      numbered.add("%06d-%s".formatted(i, stem(ids.get(i), 0)));
    }
    return numbered;
  }

  private static String stem(String id, int way) {
    String whole = id.replaceFirst("^/+", "");
    String name = way == 0 ? whole.substring(whole.lastIndexOf('/') + 1) : whole.replace('/', '-');
    int dot = name.lastIndexOf('.');
    if (dot < 0) return name;
    return way == 2 ? name.replace('.', '-') : name.substring(0, dot);
  }
}
