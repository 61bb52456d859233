package dev.fovea.task.classify.marks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The places of each picture that may matter, found in some rounds. */
final class Candidates {
  private static final int FIRST = 10;
  private static final int LATER = 6;
  private static final int REMEMBERED = 40;
  private static final int REMEMBERED_IN_ALL = 8000;

  private final int remembered;
  private final Map<Integer, List<Spot>> first = new HashMap<>();
  private final Map<Integer, List<Spot>> latest = new HashMap<>();

  /**
   * @param others how many pictures show no mark: of many each keeps fewer places
   */
  Candidates(int others) {
    remembered = Math.clamp(REMEMBERED_IN_ALL / others, FIRST, REMEMBERED);
  }

  /** How many places to look for in a picture. */
  int wanted(int picture) {
    return first.containsKey(picture) ? LATER : FIRST;
  }

  /** Keeps what the first look found, which favours nothing yet, and what the last one did. */
  void inBag(int picture, List<Spot> places) {
    if (first.putIfAbsent(picture, places) != null) latest.put(picture, places);
  }

  /** Keeps the places of all looks, as far as there is room: none of them shows a mark. */
  void elsewhere(int picture, List<Spot> places) {
    if (first.putIfAbsent(picture, places) == null) return;
    var all = new ArrayList<>(places);
    all.addAll(latest.getOrDefault(picture, List.of()));
    latest.put(picture, List.copyOf(all.subList(0, Math.min(remembered, all.size()))));
  }

  /** All that is remembered of a picture. */
  List<Spot> of(int picture) {
    var all = new ArrayList<>(first.getOrDefault(picture, List.of()));
    all.addAll(latest.getOrDefault(picture, List.of()));
    return all;
  }
}
