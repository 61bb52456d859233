package dev.fovea.bench.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer begins with, and what it once found, is read or refused in a sentence. */
class FoundTest {
  @ParameterizedTest
  @EnumSource
  void isReadOrRefused(Parser parser, @TempDir Path folder) throws IOException {
    for (byte[] seed : Seeds.of(parser, folder)) parser.takes(seed, folder);
    var found = FoundTest.class.getResource(parser.name().toLowerCase(java.util.Locale.ROOT));
    if (found == null) return;
    try (var files = Files.list(Path.of(found.getPath()))) {
      for (Path file : files.sorted().toList()) parser.takes(Files.readAllBytes(file), folder);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SAFETENSORS",
        "SAFETENSORS_HEADER",
        "PTH",
        "PTH_PICKLE",
        "GRAPH",
        "MODEL",
        "PREPROCESS",
        "EXIF"
      })
  void seedsAreSound(Parser parser, @TempDir Path folder) throws IOException {
    List<byte[]> seeds = Seeds.of(parser, folder);
    for (byte[] seed : seeds) assertTrue(parser.takes(seed, folder), parser + " refused a seed");
    assertTrue(!seeds.isEmpty());
  }
}
