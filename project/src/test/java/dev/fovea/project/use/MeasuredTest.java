package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.split.SplitFile;
import dev.fovea.image.Classes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run learned from is not what it is measured on, whatever its file is called. */
class MeasuredTest {
  @TempDir Path root;

  private final List<Example> examples = List.of(example("1"), example("2"), example("3"));

  private Example example(String id) {
    return new Example(id, new FileSource(Path.of("x"), Path.of(id)), new Truth.Objects(List.of()));
  }

  private static Dataset data(Path file, Map<Split, List<Example>> dealt) {
    return new Dataset("COCO JSON", file, Classes.of("a"), false, dealt, List.of(), List.of());
  }

  @Test
  void aFileThatARunLearnedFromIsMeasuredAsTheRunDealtIt() throws Exception {
    Path file = Files.createFile(root.resolve("test.json"));
    Dataset data = data(file, Map.of(Split.TEST, examples));
    Path model = Files.createDirectory(root.resolve("run")).resolve("best.safetensors");
    var alone = Measured.of(data, Optional.empty(), model);
    assertEquals("3 test pictures", alone.sentence());
    var dealt = Map.of(Split.TRAIN, examples.subList(0, 2), Split.VAL, examples.subList(2, 3));
    SplitFile.write(data(file, dealt), root.resolve("run/split.csv"));
    var held = Measured.of(data, Optional.empty(), model);
    assertEquals(
        "1 val picture that the model's run held back (split.csv beside it)", held.sentence());
    assertEquals(examples.subList(2, 3), held.examples());
    var e =
        assertThrows(DataException.class, () -> Measured.of(data, Optional.of(Split.TEST), model));
    assertEquals(
        file
            + " has no test split (COCO JSON: 1 class, 3 images, 0 boxes (train 2, val 1)); leave"
            + " --split out to measure all of it",
        e.getMessage());
    Dataset other = data(file, Map.of(Split.TEST, List.of(example("4"))));
    assertEquals("1 test picture", Measured.of(other, Optional.empty(), model).sentence());
  }
}
