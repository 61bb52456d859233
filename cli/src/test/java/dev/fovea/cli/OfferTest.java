package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Published weights on the screen; nothing is fetched. */
class OfferTest {
  @Test
  void theWeightsOfANetworkAreListed() {
    Said said = Said.by("models", "resnet50");
    assertEquals(0, said.code(), said.err());
    assertTrue(
        said.out()
            .lines()
            .anyMatch(l -> l.matches("resnet50.imagenet1k_v2 \\* +0.8086 +102.5  BSD-3-Clause.*")),
        said.out());
    assertTrue(
        said.out().lines().anyMatch(l -> l.matches("resnet50.a1_in1k +- +102.4  Apache-2.0.*")),
        said.out());
    assertTrue(said.columns() <= 80, said.out());
    Said none = Said.by("models", "small");
    assertTrue(none.out().startsWith("No published weights of small are known.\n"), none.out());
  }

  @Test
  void oneOfThemIsToldInFull() {
    Said said = Said.by("info", "resnet50.imagenet1k_v2");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("Top-1, top-5        0.8086, 0.9543\n"), said.out());
    assertTrue(said.out().contains("102.5 MB, 11ad3fa6...\n"), said.out());
    assertTrue(said.out().contains("/fetched/download.pytorch.org/models/"), said.out());
    assertEquals(
        "  fovea train classify --data my-photos --weights resnet50.imagenet1k_v2", said.next());
  }
}
