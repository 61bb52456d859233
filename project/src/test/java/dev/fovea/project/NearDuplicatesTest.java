package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dataset;
import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import dev.fovea.data.split.Grouping;
import dev.fovea.data.split.Splits;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void copiesStayOnOneSideOfASplitAndOfEachFold() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 60; i++) {
      examples.add(example(i % 2, i, 0));
      if (i < 20) examples.add(example(i % 2, i, 1));
    }
    Dataset data = dataset(examples);
    Grouping grouping = NearDuplicates.joined(Grouping.NONE, data, 0.2, new Looks(), this::heard);
    assertEquals(
        List.of(
            "20 groups of near duplicates (40 of 80 pictures) stay each on one side of the split"),
        said);
    for (int seed = 0; seed < 10; seed++) {
      parted(Splits.withVal(data, 0.2, seed, grouping));
      for (int fold = 0; fold < 3; fold++) parted(Fold.of(data, 3, fold, seed, grouping));
    }
  }

  @Test
  void aGroupThatIsMostOfAClassIsDealtOut() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 20; i++) examples.add(example(0, i, 0));
    for (int i = 0; i < 10; i++) examples.add(example(1, 99, i));
    Dataset data = dataset(examples);
    Grouping grouping = NearDuplicates.joined(Grouping.NONE, data, 0.2, new Looks(), this::heard);
    assertEquals(
        List.of(
            "10 pictures that look nearly the same are most of class 'b', so they are on both sides"
                + " of the split and the score will flatter; --group-by can say better what"
                + " belongs together"),
        said);
    assertEquals(2, Splits.withVal(data, 0.2, 1, grouping).counts(Split.VAL)[1]);
  }

  private void heard(RunEvent event) {
    switch (event) {
      case RunEvent.Chose chose -> said.add(chose.sentence());
      case RunEvent.Warned warned -> said.add(warned.sentence());
      default -> {}
    }
  }

  private static void parted(Dataset split) {
    Set<String> train = scenes(split.split(Split.TRAIN));
    assertTrue(!split.split(Split.VAL).isEmpty());
    train.retainAll(scenes(split.split(Split.VAL)));
    assertEquals(Set.of(), train);
  }

  private static Set<String> scenes(List<Example> examples) {
    return examples.stream()
        .map(e -> e.id().substring(0, e.id().indexOf('-')))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Dataset dataset(List<Example> examples) {
    return new Dataset(
        "test",
        Path.of("."),
        Classes.of("a", "b"),
        false,
        Map.of(Split.TRAIN, examples),
        List.of(),
        List.of());
  }

  /** A picture of soft noise by its scene, with a little noise of its own. */
  private static Example example(int label, int scene, int copy) {
    var dice = Dice.of(scene, 5);
    var own = Dice.of(scene, copy, 6);
    var samples = new byte[32 * 32];
    for (int i = 0; i < samples.length; i++)
      samples[i] = (byte) (40 + dice.below(160) + own.below(6));
    Image image = Image.of8(32, 32, 1, samples);
    return new Example(scene + "-" + copy, new Drawn(image), new Truth.OneOf(label));
  }

  private record Drawn(Image image) implements Source {
    @Override
    public void check() {}

    @Override
    public boolean inMemory() {
      return true;
    }
  }
}
