package dev.fovea.zoo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Summary;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table's totals beside torchinfo's, as src/test/python/summary.py prints them. */
class SummaryTest {
  @ParameterizedTest
  @CsvSource({
    "resnet18, 224, 11689512, 0.60, 39.75, 46.76, 87.11",
    "resnet50, 224, 25557032, 0.60, 177.83, 102.23, 280.66",
    "vgg11, 224, 132863336, 0.60, 59.48, 531.45, 591.54",
    "mobilenet_v3_small, 160, 2542856, 0.31, 11.57, 10.17, 22.05"
  })
  void hasTorchinfosTotals(
      String name, int px, long params, String in, String passes, String size, String all) {
    String summary = Summary.of(Zoo.network(name, Options.of(1000)), px, px);

    assertTrue(
        summary.contains(String.format(Locale.ROOT, "Total params: %,d%n", params)), summary);
    assertTrue(
        summary.contains(
            "Input size (MB): "
                + in
                + "\nForward/backward pass size (MB): "
                + passes
                + "\nParams size (MB): "
                + size
                + "\nEstimated total size (MB): "
                + all
                + "\n"),
        summary);
  }

  @Test
  void fitsEightyColumnsForEveryNetwork() {
    for (String name : Zoo.names())
      Summary.of(Zoo.network(name, Options.of(1000)), 224, 224)
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80, line));
  }
}
