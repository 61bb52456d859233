package dev.fovea.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control groups of Linux around this program: the limits that a container gives it. Version 2
 * has one tree of them, version 1 one for memory.
 *
 * @param groups which they are, in the form of {@code /proc/self/cgroup}
 * @param tree where their files lie, as {@code /sys/fs/cgroup}
 */
record ControlGroup(Path groups, Path tree) {
  private record Names(String limit, String used, List<String> files) {}

  private static final Names V2 =
      new Names("memory.max", "memory.current", List.of("inactive_file", "active_file"));
  private static final Names V1 =
      new Names(
          "memory.limit_in_bytes",
          "memory.usage_in_bytes",
          List.of("total_inactive_file", "total_active_file"));

  static ControlGroup own() {
    return new ControlGroup(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));
  }

  /**
   * Bytes that the tightest of them leaves, copies of files not counted, for they are given up when
   * memory is asked for; {@link Long#MAX_VALUE} where there is no limit.
   */
  long left() {
    try {
      return lines(groups)
          .mapToLong(line -> {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) return Long.MAX_VALUE;
            if (parts[1].isEmpty()) return left(tree, parts[2], V2);
            return List.of(parts[1].split(",", -1)).contains("memory")
                ? left(tree.resolve("memory"), parts[2], V1)
                : Long.MAX_VALUE;
          })
          .min()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) { // not Linux
      return Long.MAX_VALUE;
    }
  }

  /** Of a group and of those around it; a container may see the outermost of its own alone. */
  private static long left(Path root, String name, Names names) {
    long least = Long.MAX_VALUE;
    Path path = root.resolve(name.replaceFirst("^/+", "")).normalize();
    for (; path != null && path.startsWith(root); path = path.getParent())
      least = Math.min(least, left(path, names));
    return least;
  }

  private static long left(Path group, Names names) {
    try {
      long limit = number(group.resolve(names.limit));
      long kept =
          lines(group.resolve("memory.stat"))
              .map(line -> line.split(" ", -1))
              .filter(word -> word.length == 2 && names.files.contains(word[0]))
              .mapToLong(word -> Long.parseLong(word[1]))
              .sum();
      return Math.max(0, limit - Math.max(0, number(group.resolve(names.used)) - kept));
    } catch (IOException | NumberFormatException e) { // no such group, or "max": no limit
      return Long.MAX_VALUE;
    }
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }

  private static Stream<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream();
  }
}
