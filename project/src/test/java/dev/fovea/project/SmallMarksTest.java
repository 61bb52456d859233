package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dataset;
import dev.fovea.data.draw.Drawing;
import dev.fovea.data.draw.PartsDrawing;
import dev.fovea.data.read.Datasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallMarksTest {
  private final List<RunEvent> events = new ArrayList<>();
  @TempDir Path box;

  private Dataset parts(int widthPx, double scratched) {
    Path data = box.resolve("parts");
    new PartsDrawing(widthPx, 24, 0, scratched, PartsDrawing.SMALL, 1).write(data);
    return Datasets.open(data);
  }

  private Recipe settled(Dataset data, String... changes) {
    Recipe recipe = Recipe.classify(data.root());
    for (int i = 0; i < changes.length; i += 2) recipe = recipe.with(changes[i], changes[i + 1]);
    return SmallMarks.settle(recipe, data, events::add);
  }

  @Test
  void aRareClassOfLargePhotographsIsLookedAtClosely() {
    Dataset data = parts(1032, 0.05);
    Recipe open = settled(data);
    assertEquals("marks none", open.model().name() + " " + open.model().weights());
    assertTrue(events.toString().contains("--model resnet18 looks at the whole, shrunk"));
    Recipe chosen = Choices.of(open, data).recipe();
    assertEquals(768, chosen.model().size(), "all pixels of the shorter side that eight divides");
    assertEquals(1024, chosen.model().width(), "as long as the photographs are");
    assertEquals("stretch 11 none 4 3", words(chosen));

    Recipe said = open.with("batch", "2").with("epochs", "9").with("size", "256");
    chosen = Choices.of(said, data).recipe();
    assertEquals("stretch 11 none 2 9", words(chosen));
    assertEquals(256, chosen.model().size());
    assertEquals(336, chosen.model().width());
  }

  private static String words(Recipe recipe) {
    return String.join(
        " ",
        recipe.model().fit(),
        "" + recipe.train().freeze().size(),
        recipe.augment().preset(),
        "" + recipe.train().batch(),
        "" + recipe.train().epochs());
  }

  @Test
  void whoeverNamesANetworkWeightsOrASizeGetsThem() {
    Dataset data = parts(1032, 0.05);
    assertEquals("resnet18", settled(data, "model.name", "resnet18").model().name());
    assertEquals("auto", settled(data, "model.size", "224").model().name());
    assertEquals("auto", settled(data, "model.weights", "/some.pth").model().name());
    assertTrue(events.isEmpty());
  }

  @Test
  void smallPicturesAndEvenClassesAreLookedAtAsAWhole() {
    assertEquals("auto", settled(parts(256, 0.05)).model().name());
  }

  @Test
  void evenClassesAreNotRare() {
    assertEquals("auto", settled(parts(1032, 0.5)).model().name());
  }

  @Test
  void otherDataAreRefused() {
    Path shapes = box.resolve("shapes");
    new Drawing(16, 24, 0, 0, 1).write(shapes);
    Dataset data = Datasets.open(shapes);
    Recipe recipe = Recipe.classify(shapes).with("model.name", "marks");
    refused(
        "the network marks tells two classes apart, and the data have 12 classes; leave out --model",
        recipe.with("size", "128"),
        data);
    Dataset two = parts(256, 0.05);
    refused(
        "the network marks looks at pieces of 128 px, so --size must be that or more, got 120",
        Recipe.classify(two.root()).with("model.name", "marks").with("size", "120"),
        two);
  }

  private static void refused(String sentence, Recipe recipe, Dataset data) {
    var refused = assertThrows(RecipeException.class, () -> SmallMarks.check(recipe, data));
    assertEquals(sentence, refused.getMessage());
  }
}
