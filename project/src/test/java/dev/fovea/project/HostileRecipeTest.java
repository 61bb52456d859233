package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes made to break their reader. */
class HostileRecipeTest {
  @TempDir Path folder;

  private String refused(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), yaml);
    var e = assertThrows(RecipeException.class, () -> Recipe.read(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    return e.getMessage();
  }

  @Test
  void whatMakesReadersOfYamlGrowOrRun() throws IOException {
    var laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 40; i++)
      laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    refused(laughs.append("data: {path: x}\n").toString());
    refused("data: {path: x}\nmodel: !!javax.script.ScriptEngineManager [1]\n");
    refused("data: {path: x}\ntrain: " + "[".repeat(50_000));
    refused("data: {path: x}\ntrain: " + "{a: ".repeat(50_000));
    refused("data: {path: \"x\0\"}\n\0");
    refused("- a\n- b\n");
    refused("");
    assertTrue(refused("x".repeat(2 << 20)).endsWith("a recipe takes 1048576 at most"));
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
    var e = assertThrows(RecipeException.class, () -> Recipe.read(latin));
    assertEquals(latin + " is not UTF-8 text; save it as UTF-8", e.getMessage());
  }

  @Test
  void aPathMayHoldWhateverTheSystemAllows() {
    Path odd = folder.resolve("it's \"odd\": #\033[2J\n\u0085\u007f\t{x}");
    Recipe recipe = Recipe.classify(odd);
    assertEquals(odd.toString(), recipe.data().path().toString());
    recipe.write(folder.resolve("recipe.yaml"));
    assertEquals(recipe, Recipe.read(folder.resolve("recipe.yaml")));
  }
}
