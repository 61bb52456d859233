package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
  @TempDir Path folder;

  private static final Recipe OPEN = Recipe.classify(Path.of("/data/photos"));

  @Test
  void whatIsWrittenIsRead() {
    Recipe recipe =
        OPEN.with("train.rate", "0.25")
            .with("data.group_by", "'part(\\d+): #x'")
            .with("train.freeze", "[conv1, layer1]")
            .with("augment.mixup", "0.2");
    Path file = folder.resolve("recipe.yaml");
    recipe.write(file);
    assertEquals(recipe, Recipe.read(file));
    assertEquals(List.of("conv1", "layer1"), recipe.train().freeze());
  }

  @Test
  void aKeyMayComeWithoutItsPath() {
    assertEquals(7, OPEN.with("epochs", "7").train().epochs());
    assertEquals(0.5, OPEN.with("flip", "0.5").augment().flip());
    assertNull(OPEN.with("time", "10m").with("time", "").train().time());
  }

  @Test
  void badChangesGetASentence() {
    refused("train.ratte", "1", "a recipe has no key train.ratte; did you mean train.rate?");
    refused("epocs", "1", "a recipe has no key epocs; did you mean epochs?");
    refused(
        "train.optimiser",
        "sdg",
        "train.optimiser must be one of auto, sgd, adamw, muon, lars, lamb, got sdg; did you mean sgd?");
    refused("train.momentum", "2", "train.momentum must be from 0.0 to 0.9999, got 2.0");
    refused(
        "data.group_by", "'('", "data.group_by is not a regular expression: Unclosed group in (");
    refused("train.time", "soon", "a time is written as 90s, 10m or 1h30m, got soon");
    refused("model.channels", "2", "model.channels must be 1 (grey) or 3 (colour), got 2");
  }

  @Test
  void aValueOfAnotherKindNamesItsKey() {
    var refused = assertThrows(RecipeException.class, () -> OPEN.with("train.epochs", "many"));
    assertTrue(refused.getMessage().startsWith("train.epochs: "), refused.getMessage());
  }

  @Test
  void aStrangeFileNamesItselfAndTheNearestKey() throws Exception {
    Path file = folder.resolve("recipe.yaml");
    OPEN.write(file);
    Files.writeString(file, Files.readString(file).replace("label_smoothing", "label_smothing"));
    var refused = assertThrows(RecipeException.class, () -> Recipe.read(file));
    assertEquals(
        file + ": a recipe has no key train.label_smothing; did you mean label_smoothing?",
        refused.getMessage());
  }

  @Test
  void aFileMaySayLittle() throws Exception {
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, "data: {path: /data/photos}\ntrain: {epochs: 4}\n");
    assertEquals(OPEN.with("train.epochs", "4"), Recipe.read(file));
    Files.writeString(file, "train: {epochs: 4}\n");
    var refused = assertThrows(RecipeException.class, () -> Recipe.read(file));
    assertEquals(file + ": the recipe lacks data.path", refused.getMessage());
  }

  private static void refused(String key, String value, String sentence) {
    var refused = assertThrows(RecipeException.class, () -> OPEN.with(key, value));
    assertEquals(sentence, refused.getMessage());
  }

  @Test
  void whatIsNotThereIsRefused() {
    refused(
        () -> Setup.precision("bf16", false),
        "train.precision: bf16 was asked for, but this processor cannot multiply bf16 by itself and"
            + " would take many times as long as in float32; say float32 or auto");
    assertEquals(Precision.FLOAT32, Setup.precision("auto", false));
    assertEquals(Precision.BF16, Setup.precision("auto", true));
    assertEquals(Precision.BF16, Setup.precision("bf16", true));
    assertEquals(Precision.FLOAT32, Setup.precision("float32", true));
    Recipe open = Recipe.classify(Path.of("/data"));
    assertTrue(Setup.manner(open.with("train.checkpoint", "true").train()).checkpoint());
    assertFalse(Setup.manner(open.train()).checkpoint());
    Recipe summed = open.with("train.accumulate", "2");
    refused(
        () -> summed.with("train.sharpness", "0.05"),
        "train.sharpness looks around from the gradient of one batch, so it cannot be summed over 2;"
            + " set train.accumulate to 1 and take a larger train.batch");
  }

  private static void refused(Executable call, String sentence) {
    var e = assertThrows(RecipeException.class, call);
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }
}
