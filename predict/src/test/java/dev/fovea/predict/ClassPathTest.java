package dev.fovea.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an application that predicts must not carry. */
class ClassPathTest {
  private static List<String> files() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).getFileName().toString().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void thereIsNoLibtorch() {
    assertFalse(files().stream().anyMatch(file -> file.contains("torch")), files()::toString);
    ClassLoader all = ClassPathTest.class.getClassLoader();
    assertNull(all.getResource("org/bytedeco/pytorch/Tensor.class"));
    assertNull(all.getResource("org/bytedeco/pytorch/linux-x86_64/libtorch.so"));
  }

  @Test
  void nativesAreOfOneSystem() {
    List<String> systems =
        files().stream()
            .filter(file ->
                file.matches(
                    "(opencv|openblas|javacpp|fovea-onnxruntime)-.*-(linux|macosx|windows)-.*"))
            .map(file -> file.replaceFirst(".*-((linux|macosx|windows)-.*)\\.jar", "$1"))
            .distinct()
            .toList();
    assertEquals(1, systems.size(), systems::toString);
  }
}
