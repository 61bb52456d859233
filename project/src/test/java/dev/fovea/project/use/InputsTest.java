package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir Path box;

  @BeforeEach
  void files() throws Exception {
    for (String name : List.of("b/2.JPG", "b/1.png", "b/deep/3.webp", "a/x.tif", "a/notes.txt"))
      touch(name);
    touch("b/.hidden.png");
    touch(".git/4.png");
  }

  private void touch(String name) throws Exception {
    Path file = box.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  /** The names that inputs have below an output folder. */
  private List<String> names(String... words) {
    var names = new ArrayList<String>();
    try (var inputs = Inputs.of(Stream.of(words).map(w -> box + "/" + w).toList())) {
      inputs.forEachRemaining(input -> names.add(input.name().toString()));
    }
    return names;
  }

  @Test
  void aFolderIsAllItsPicturesSortedWithoutWhatIsHidden() {
    assertEquals(List.of("a/x.tif", "b/1.png", "b/2.JPG", "b/deep/3.webp"), names(""));
  }

  @Test
  void wordsKeepTheirOrderAndSeveralFoldersTheirNames() {
    assertEquals(List.of("b/1.png", "b/2.JPG", "b/deep/3.webp", "a/x.tif"), names("b", "a"));
  }

  @Test
  void aFileThatIsNamedIsTakenWhateverItIsCalled() {
    assertEquals(List.of("notes.txt", "x.tif"), names("a/notes.txt", "a/x.tif"));
  }

  @Test
  void globsStayInTheirFolderUnlessTheySayOtherwise() {
    assertEquals(List.of("1.png"), names("b/*.png"));
    assertEquals(List.of("1.png", "deep/3.webp"), names("b/**.{png,webp}"));
    assertEquals(List.of("x.tif"), names("a/?.tif"));
    assertEquals(List.of(), names("a/*.gif"));
  }

  @Test
  void linksInACircleEnd() throws Exception {
    Files.createSymbolicLink(box.resolve("b/deep/up"), box.resolve("b"));
    assertEquals(List.of("1.png", "2.JPG", "deep/3.webp"), names("b"));
  }

  @Test
  void whatIsNotThereIsSaidAtOnce() {
    var missing = assertThrows(DataException.class, () -> names("b", "c.png"));
    assertEquals(box + "/c.png: there is no such file or folder", missing.getMessage());
    var folder = assertThrows(DataException.class, () -> names("c/*.png"));
    assertEquals(
        "%s/c/*.png: there is no folder %s/c to look in".formatted(box, box), folder.getMessage());
  }

  @Test
  void namesNeverLeadOutOfTheOutputFolder() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> new Input(Path.of("x"), Path.of("../x.png")));
    assertEquals("a name must lie below its folder, got ../x.png", thrown.getMessage());
    try (var inputs = Inputs.of(List.of(box + "/a/../a/x.tif"))) {
      assertEquals(Path.of("x.tif"), inputs.next().name());
    }
  }
}
