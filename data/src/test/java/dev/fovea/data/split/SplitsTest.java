package dev.fovea.data.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.image.Box;
import dev.fovea.image.Classes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitsTest {
  @TempDir Path root;

  @Test
  void takesItsShareOfEveryClassAndLeavesTheTestAlone() {
    var data = data(100, 50, 7, 2, 1);
    var split = Splits.withVal(data, 0.2, 1, Grouping.NONE);
    assertArrayEquals(new int[] {20, 10, 1, 1, 0}, split.counts(Split.VAL));
    assertArrayEquals(new int[] {80, 40, 6, 1, 1}, split.counts(Split.TRAIN));
    assertEquals(data.split(Split.TEST), split.split(Split.TEST));
    assertSame(split, Splits.withVal(split, 0.5, 2, Grouping.NONE));
  }

  @Test
  void theSeedDecides() {
    var data = data(100, 100);
    var one = Splits.withVal(data, 0.3, 1, Grouping.NONE);
    assertEquals(one.examples(), Splits.withVal(data, 0.3, 1, Grouping.NONE).examples());
    assertNotEquals(one.examples(), Splits.withVal(data, 0.3, 2, Grouping.NONE).examples());
  }

  @Test
  void groupsNeverStraddle() {
    var dice = Dice.of(5);
    var examples = new ArrayList<Example>();
    for (int group = 0; group < 60; group++) {
      int label = dice.below(3);
      for (int i = dice.below(8); i >= 0; i--) {
        examples.add(example("c%d/part%02d_%d.jpg".formatted(label, group, i), label));
      }
    }
    var data = dataset(examples, 3, false);
    for (int seed = 0; seed < 20; seed++) {
      var split =
          Splits.withVal(
              data, 0.25, seed, Grouping.by(Optional.of(Pattern.compile("(part\\d+)_"))));
      var train = groups(split.split(Split.TRAIN));
      train.retainAll(groups(split.split(Split.VAL)));
      assertEquals(0, train.size());
      int[] all = data.counts(Split.TRAIN);
      int[] val = split.counts(Split.VAL);
      for (int c = 0; c < 3; c++) assertEquals(0.25 * all[c], val[c], 4);
    }
  }

  @Test
  void whatIsSaidToBelongTogetherIsJoinedWithTheExpression() {
    var data = data(12, 12);
    var train = data.split(Split.TRAIN);
    var grouping =
        Grouping.by(Optional.of(Pattern.compile("c\\d/[01]\\.")))
            .and(
                List.of(List.of(train.get(0), train.get(5)), List.of(train.get(5), train.get(12))));
    for (int seed = 0; seed < 20; seed++) {
      var val = Splits.withVal(data, 0.3, seed, grouping).split(Split.VAL);
      assertEquals(val.contains(train.get(5)), val.contains(train.get(12)));
      assertTrue(!val.isEmpty());
    }
    var chain = Grouping.NONE.and(List.of(train.subList(0, 3))).of(train);
    assertEquals(train.subList(0, 3), chain.getFirst());
    assertEquals(train.size() - 2, chain.size());
  }

  @Test
  void multiLabelSharesAreNearForEachClass() {
    var dice = Dice.of(6);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 1000; i++) {
      var labels = new ArrayList<Integer>();
      for (int c = 0; c < 4; c++) if (dice.chance(0.05 + 0.2 * c)) labels.add(c);
      examples.add(
          new Example(
              i + ".jpg", new FileSource(root, Path.of(i + ".jpg")), new Truth.AnyOf(labels)));
    }
    var data = dataset(examples, 4, true);
    var split = Splits.withVal(data, 0.2, 3, Grouping.NONE);
    int[] all = data.counts(Split.TRAIN);
    int[] val = split.counts(Split.VAL);
    for (int c = 0; c < 4; c++) assertEquals(0.2, (double) val[c] / all[c], 0.05);
    assertEquals(200, split.split(Split.VAL).size(), 40);
  }

  /** As of blood cells: one class in every picture, one in each third, one in two, none in five. */
  @Test
  void pictureOfBoxesAreSplitByTheClassesInThem() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 200; i++) {
      var things = new ArrayList<Thing>();
      for (int n = 0; n < 12 && i >= 5; n++) things.add(Thing.of(0, new Box(n, 0, n + 1, 1)));
      if (i % 3 == 0 && i >= 5) things.add(Thing.of(1, new Box(0, 0, 9, 9)));
      if (i == 77 || i == 99) things.add(Thing.of(2, new Box(0, 0, 9, 9)));
      examples.add(
          new Example(
              i + ".jpg", new FileSource(root, Path.of(i + ".jpg")), new Truth.Objects(things)));
    }
    var split = Splits.withVal(dataset(examples, 3, false), 0.2, 3, Grouping.NONE);
    int[] val = split.counts(Split.VAL);
    assertEquals(39, val[0], 2);
    assertEquals(13, val[1], 1);
    assertEquals(1, val[2]);
    assertEquals(
        1, split.split(Split.VAL).stream().filter(e -> e.truth().labels().isEmpty()).count());
    assertEquals(12 * val[0], split.boxCounts(Split.VAL)[0]);
  }

  @Test
  void oneClassOfBoxesIsEnough() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 50; i++) {
      var truth = new Truth.Objects(List.of(Thing.of(0, new Box(0, 0, 1 + i, 1))));
      examples.add(new Example(i + ".jpg", new FileSource(root, Path.of(i + ".jpg")), truth));
    }
    var split = Splits.withVal(dataset(examples, 1, false), 0.2, 3, Grouping.NONE);
    assertEquals(10, split.split(Split.VAL).size());
  }

  @Test
  void whatCannotBeSplitIsSaid() {
    var data = data(3, 3);
    refused(
        "the grouping 'lot(\\d)' matches none of the 6 training pictures; the first is 'c0/0.jpg'",
        data,
        0.2,
        "lot(\\d)");
    refused(
        root
            + ": a validation split cannot be drawn from 6 training pictures in 1 group; there"
            + " must be two groups at least: add pictures, or a val split",
        data,
        0.2,
        "c");
    refused("the share of the validation split must lie between 0 and 1, got 1.0", data, 1, "c");
  }

  @Test
  void theFileBringsTheSplitBack() {
    var examples = new ArrayList<>(data(20, 20).split(Split.TRAIN));
    examples.add(example("odd, \"name\"\n.jpg", 0));
    var data = dataset(examples, 2, false);
    var split = Splits.withVal(data, 0.2, 1, Grouping.NONE);
    Path file = root.resolve("split.csv");
    SplitFile.write(split, file);
    assertEquals(split.examples(), SplitFile.apply(data, file).examples());

    examples.removeFirst();
    var fewer = dataset(examples, 2, false);
    assertSaid(
        file + " names 'c0/0.jpg', which is no longer in " + root,
        () -> SplitFile.apply(fewer, file));
    examples.add(example("new.jpg", 1));
    var more = dataset(examples, 2, false);
    assertSaid(
        file + " does not name 'new.jpg': the data in " + root + " changed since it was written",
        () -> SplitFile.apply(more, file));
    PictureFiles.text(file, "id,split\nc0/0.jpg,never\n");
    assertSaid(
        file + " line 2: expected an id and train, val or test, got 'c0/0.jpg,never'",
        () -> SplitFile.apply(data, file));
    PictureFiles.text(file, "c0/0.jpg,train\n");
    assertSaid(file + ": expected the header 'id,split'", () -> SplitFile.apply(data, file));
  }

  private static void refused(String message, Dataset data, double share, String groupBy) {
    assertSaid(
        message,
        () -> Splits.withVal(data, share, 1, Grouping.by(Optional.of(Pattern.compile(groupBy)))));
  }

  private static void assertSaid(String message, Runnable call) {
    assertEquals(message, assertThrows(DataException.class, call::run).getMessage());
  }

  private static Set<String> groups(List<Example> examples) {
    assertTrue(!examples.isEmpty());
    return examples.stream()
        .map(e -> e.id().substring(3, 9))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Dataset data(int... counts) {
    var examples = new ArrayList<Example>();
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++) examples.add(example("c" + c + "/" + i + ".jpg", c));
    }
    return dataset(examples, counts.length, false);
  }

  private Dataset dataset(List<Example> train, int classes, boolean multiLabel) {
    var names = new ArrayList<String>();
    for (int c = 0; c < classes; c++) names.add("c" + c);
    var test = List.of(example("test/x.jpg", 0));
    var examples = Map.of(Split.TRAIN, train, Split.TEST, multiLabel ? List.<Example>of() : test);
    return new Dataset(
        "class folders", root, new Classes(names), multiLabel, examples, List.of(), List.of());
  }

  private Example example(String id, int label) {
    return new Example(id, new FileSource(root, Path.of("x.jpg")), new Truth.OneOf(label));
  }
}
