package dev.fovea.data.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {
  @TempDir Path root;

  @Test
  void foldersAreClassesAndNestedFilesBelongToThem() {
    PictureFiles.write(
        root, "dog/2.png", "dog/1.png", "cat/2024/may/x.png", "cat/a b,\"ö%.png", "Zebra/z.PNG");
    var data = Datasets.open(root);
    assertEquals("class folders: 3 classes, 5 images (train 5)", data.description());
    assertEquals(List.of("Zebra", "cat", "dog"), data.classes().names());
    assertEquals(
        List.of("Zebra/z.PNG", "cat/2024/may/x.png", "cat/a b,\"ö%.png", "dog/1.png", "dog/2.png"),
        ids(data.split(Split.TRAIN)));
    assertEquals(new Truth.OneOf(2), data.split(Split.TRAIN).getLast().truth());
    assertEquals(12, data.split(Split.TRAIN).getLast().source().image().width());
    assertEquals(List.of(), data.warnings());
  }

  @Test
  void splitFoldersAreSplits() {
    PictureFiles.write(root, "train/a/1.png", "train/a/2.png", "train/b/3.png");
    PictureFiles.write(root, "valid/a/4.png", "test/b/5.png", "old/c/6.png");
    var data = Datasets.open(root);
    assertEquals("class folders: 2 classes, 5 images (train 3, val 1, test 1)", data.description());
    assertEquals(List.of("valid/a/4.png"), ids(data.split(Split.VAL)));
    assertEquals(
        List.of("folder 'old' is neither train, val nor test and is left out"), data.warnings());
  }

  @Test
  void aClassMayBeCalledTest() {
    PictureFiles.write(root, "test/1.png", "control/2.png");
    assertEquals(List.of("control", "test"), Datasets.open(root).classes().names());
  }

  @Test
  void numbersAreOrderedAsNumbers() {
    PictureFiles.write(root, "10/1.png", "9/1.png", "0/1.png");
    assertEquals(List.of("0", "9", "10"), Datasets.open(root).classes().names());
  }

  @Test
  void hiddenFilesAreIgnoredAndOthersAreSaid() {
    PictureFiles.write(root, "a/1.png", "b/2.png", "a/.thumb/3.png", ".git/x/4.png", "loose.png");
    PictureFiles.text(root.resolve("a/.DS_Store"), "x");
    PictureFiles.text(root.resolve("a/notes.txt"), "x");
    PictureFiles.text(root.resolve("empty/readme.md"), "x");
    var data = Datasets.open(root);
    assertEquals(2, data.size());
    assertEquals(
        List.of(
            "folder 'empty' holds no pictures and is no class",
            root + ": 2 files left out, no picture by its name",
            root + ": 1 picture left out, not in a class folder"),
        data.warnings());
  }

  @Test
  void linksInACircleEnd() throws IOException {
    PictureFiles.write(root, "a/1.png", "b/2.png");
    Files.createSymbolicLink(root.resolve("a/up"), root);
    Files.createSymbolicLink(root.resolve("a/b"), root.resolve("b"));
    Files.createSymbolicLink(root.resolve("b/a"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("b/self"), root.resolve("b"));
    var ids = ids(Datasets.open(root).split(Split.TRAIN));
    assertEquals(List.of("a/1.png"), ids.stream().filter(i -> i.equals("a/1.png")).toList());
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @Test
  void brokenPicturesAreListedAndLeftOut() {
    PictureFiles.write(root, "a/1.png", "a/2.png", "b/3.png");
    PictureFiles.text(root.resolve("a/text.jpg"), "this is no picture");
    PictureFiles.text(root.resolve("b/none.png"), "");
    var data = Datasets.open(root);
    assertEquals(
        "class folders: 2 classes, 3 images (train 3), 2 broken left out", data.description());
    assertEquals(
        List.of("a/text.jpg", "b/none.png"), data.broken().stream().map(b -> b.id()).toList());
    var strict = ReadOptions.forTraining().withStrict(true);
    var e = assertThrows(DataException.class, () -> Datasets.open(root, strict));
    assertEquals(
        root
            + ": 2 of 5 pictures cannot be decoded, and in strict mode that ends the work; the"
            + " first: "
            + data.broken().getFirst().why(),
        e.getMessage());
    assertEquals(5, Datasets.open(root, ReadOptions.forTraining().withCheck(false)).size());
  }

  @Test
  void whatCannotBeUsedIsSaidInOneSentence() throws IOException {
    refused(
        ": found no pictures in class folders (and neither IDX files nor a CSV); expected "
            + root.resolve("CLASS").resolve("picture.jpg"));
    PictureFiles.write(root, "cat/1.png", "cat/2.png");
    refused(
        ": found one class only, 'cat' (2 pictures); a classifier needs two or more to tell apart");
    assertEquals(2, Datasets.open(root, ReadOptions.forEvaluation()).size());
    Path bad = Files.createDirectories(root.resolve("bad"));
    PictureFiles.text(bad.resolve("a/1.png"), "nothing");
    var e = assertThrows(DataException.class, () -> Datasets.open(bad));
    String start = bad + ": none of 1 picture can be decoded; the first: ";
    assertEquals(start, e.getMessage().substring(0, start.length()));
    Path none = root.resolve("nowhere");
    e = assertThrows(DataException.class, () -> Datasets.open(none));
    assertEquals(none + ": there is no such file or folder", e.getMessage());
  }

  @Test
  void classesThatDifferBetweenSplitsAreSaid() {
    PictureFiles.write(root, "train/a/1.png", "train/b/2.png", "test/a/3.png", "test/c/4.png");
    assertEquals(
        List.of("class 'c' is in test (1 picture) but not in train: it cannot be learnt"),
        Datasets.open(root).warnings());
  }

  @Test
  void aTestSplitAloneServesEvaluationOnly() {
    PictureFiles.write(root, "test/a/3.png", "test/c/4.png");
    refused(": there are no training pictures, only class folders: 2 classes, 2 images (test 2)");
    assertEquals(2, Datasets.open(root, ReadOptions.forEvaluation()).split(Split.TEST).size());
  }

  private void refused(String message) {
    var e = assertThrows(DataException.class, () -> Datasets.open(root));
    assertEquals(root + message, e.getMessage());
  }

  private static List<String> ids(List<Example> examples) {
    return examples.stream().map(Example::id).toList();
  }
}
