package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of containers, as Linux tells them. */
class ControlGroupTest {
  @TempDir Path box;

  private long left(String groups) throws IOException {
    Path file = Files.writeString(box.resolve("groups"), groups);
    return new ControlGroup(file, box.resolve("tree")).left();
  }

  private void group(String name, String... filesAndWords) throws IOException {
    Path folder = Files.createDirectories(box.resolve("tree").resolve(name));
    for (int i = 0; i < filesAndWords.length; i += 2)
      Files.writeString(folder.resolve(filesAndWords[i]), filesAndWords[i + 1]);
  }

  @Test
  void theTightestOfVersion2CountsAndCopiesOfFilesDoNot() throws IOException {
    group(
        "a",
        "memory.max",
        "1000\n",
        "memory.current",
        "900\n",
        "memory.stat",
        "anon 300\ninactive_file 400\nactive_file 150\n");
    assertEquals(1000 - (900 - 550), left("0::/a\n"));
    group("a/b", "memory.max", "max\n", "memory.current", "10\n", "memory.stat", "anon 10\n");
    assertEquals(650, left("0::/a/b\n"), "the one around it has a limit");
    group("a/b", "memory.max", "500\n");
    assertEquals(490, left("0::/a/b\n"));
  }

  @Test
  void aContainerThatSeesItsOwnGroupAsTheOutermost() throws IOException {
    group(".", "memory.max", "70", "memory.current", "30", "memory.stat", "anon 30\n");
    assertEquals(40, left("0::/\n"));
    assertEquals(40, left("0::/docker/of-the-host\n"));
  }

  @Test
  void versionOneHasATreeForMemory() throws IOException {
    group(
        "memory/job",
        "memory.limit_in_bytes",
        "2000\n",
        "memory.usage_in_bytes",
        "1500\n",
        "memory.stat",
        "cache 900\ntotal_inactive_file 800\ntotal_active_file 100\n");
    assertEquals(1400, left("9:cpu,cpuacct:/job\n4:memory:/job\n0::/\n"));
  }

  @Test
  void withoutALimitThereIsNone() throws IOException {
    assertEquals(Long.MAX_VALUE, left("0::/nowhere\n"));
    assertEquals(Long.MAX_VALUE, new ControlGroup(box.resolve("no"), box).left());
  }
}
