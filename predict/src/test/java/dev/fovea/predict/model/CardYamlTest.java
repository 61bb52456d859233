package dev.fovea.predict.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardYamlTest {
  private static final String DETECTOR =
      """
      classes: [cell, platelet]
      postprocess:
        coder: {kind: distribution, bins: 16}
        levels: [3, 4, 5]
        one_to_one: true
        min_score: 0.25
        iou: 0.6
        most: 300
      preprocess:
        version: 1
        colours: rgb
        alpha: {kind: drop}
        resize: {kind: stretch, height: 96, width: 128, kernel: bilinear, antialias: true}
        crop: {height: 96, width: 128}
        numbers: {white: 1, mean: [0, 0, 0], deviation: [1, 1, 1]}
      """;

  @TempDir Path folder;

  /** The task may stand behind what is read by it. */
  @Test
  void aDetectorIsDescribedInAnyOrder() throws IOException {
    Path yaml = folder.resolve("cells.yaml");
    for (String text : List.of("task: detect\n" + DETECTOR, DETECTOR + "task: detect\n")) {
      Files.writeString(yaml, text);
      assertEquals(Optional.of("detect"), CardYaml.task(yaml));
      assertEquals(
          new ModelCard(
              "detect",
              Classes.of("cell", "platelet"),
              Preprocess.stretch(3, 96, 128),
              new DetectPostprocess(
                  new Coder.Distribution(16), List.of(3, 4, 5), true, 0.25, 0.6, 300),
              Map.of(),
              Map.of()),
          CardYaml.read(yaml, Told.NOTHING, CardJson.Besides.NOTHING));
    }
    Files.writeString(yaml, DETECTOR);
    assertEquals(Optional.empty(), CardYaml.task(yaml));
  }
}
