package dev.fovea.data.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.DataException;
import dev.fovea.data.Example;
import dev.fovea.data.PictureFiles;
import dev.fovea.data.Split;
import dev.fovea.data.Truth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  @TempDir Path root;

  @BeforeEach
  void pictures() {
    PictureFiles.write(root, "img/1.png", "img/2.png", "img/3.png", "img/a, b\"c.png");
  }

  @Test
  void readsPathAndLabelWithoutAHeader() {
    table("img/1.png,dog\nimg/2.png,cat\nimg/3.png,dog\n");
    var data = Datasets.open(root);
    assertEquals("CSV: 2 classes, 3 images (train 3)", data.description());
    assertEquals(List.of("cat", "dog"), data.classes().names());
    assertEquals(
        List.of(new Truth.OneOf(1), new Truth.OneOf(0), new Truth.OneOf(1)),
        data.split(Split.TRAIN).stream().map(Example::truth).toList());
    assertEquals(10, data.split(Split.TRAIN).getFirst().source().image().height());
    assertEquals(3, Datasets.open(root.resolve("labels.csv")).size());
  }

  @Test
  void findsColumnsByNameInAnyOrderWithSplitAndByteOrderMark() {
    var rows =
        List.of(
            "\uFEFFSplit,Label,Who,Filename",
            "train,dog,x,img/1.png",
            "val,cat,y,img/2.png",
            "test,dog,z,img/3.png");
    table(String.join("\r\n", rows));
    var data = Datasets.open(root);
    assertEquals("CSV: 2 classes, 3 images (train 1, val 1, test 1)", data.description());
    assertEquals("img/2.png", data.split(Split.VAL).getFirst().id());
  }

  @Test
  void readsQuotesAsRfc4180Says() {
    table("path,label\n\"img/a, b\"\"c.png\",\"two\nlines\"\n\nimg/1.png,\" kept \"\n");
    var data = Datasets.open(root);
    assertEquals(List.of("kept", "two\nlines"), data.classes().names());
    assertEquals("img/a, b\"c.png", data.split(Split.TRAIN).getFirst().id());
  }

  @Test
  void severalLabelsInACellMakeItMultiLabel() {
    table("path,labels\nimg/1.png,dog;cat\nimg/2.png,cat|bird\nimg/3.png,\n");
    var data = Datasets.open(root);
    assertEquals("CSV: 3 classes, several a picture, 3 images (train 3)", data.description());
    assertEquals(
        List.of(
            new Truth.AnyOf(List.of(1, 2)),
            new Truth.AnyOf(List.of(0, 1)),
            new Truth.AnyOf(List.of())),
        data.split(Split.TRAIN).stream().map(Example::truth).toList());
  }

  @Test
  void semicolonsAndTabsMaySeparateToo() {
    table("path;label\nimg/1.png;dog\nimg/2.png;cat\n");
    assertEquals(List.of("cat", "dog"), Datasets.open(root).classes().names());
    PictureFiles.text(root.resolve("labels.csv"), "img/1.png\tdog\nimg/2.png\tcow\n");
    assertEquals(List.of("cow", "dog"), Datasets.open(root).classes().names());
  }

  @Test
  void aTableForEachSplit() {
    PictureFiles.text(root.resolve("train.csv"), "img/1.png,a\nimg/2.png,b\n");
    PictureFiles.text(root.resolve("test.csv"), "img/3.png,a\n");
    assertEquals("CSV: 2 classes, 3 images (train 2, test 1)", Datasets.open(root).description());
  }

  @Test
  void missingPicturesAreBrokenAndAllMissingIsAMistake() {
    table("img/1.png,a\nimg/2.png,b\nimg/9.png,b\n");
    var data = Datasets.open(root);
    assertEquals(List.of("img/9.png"), data.broken().stream().map(b -> b.id()).toList());
    table("1.png,a\n2.png,b\n");
    refused(
        ": the pictures are not where the table says; the first would be "
            + root.resolve("1.png")
            + " (paths count from the table's folder)");
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() {
    Path file = root.resolve("labels.csv");
    table("path,colour\nimg/1.png,red\n");
    refused("/labels.csv: there is no column of labels among 'path', 'colour'; name it 'label'");
    table("label,text\nimg/1.png,red\n");
    refused("/labels.csv: there is no column of paths among 'label', 'text'; name it 'path'");
    table("img/1.png\n");
    refused("/labels.csv: expected rows of path,label, got one cell: 'img/1.png'");
    table("path,label\nimg/1.png,a\nimg/2.png\n");
    refused("/labels.csv line 3: expected 2 cells, got 1");
    table("path,label\nimg/1.png,a\nimg/2.png,\"b\n");
    refused("/labels.csv line 3: a quote is opened and never closed");
    table("path,label\nimg/1.png,a\nimg/1.png,b\n");
    refused(
        "/labels.csv line 3: img/1.png is there a second time; write several labels into one cell,"
            + " with | between them");
    table("path,label\nimg/1.png,a\nimg/2.png,\n");
    refused("/labels.csv line 3: img/2.png has no label");
    table("path,label,split\nimg/1.png,a,holdout\n");
    refused("/labels.csv line 2: expected train, val or test in the split column, got 'holdout'");
    table("path,label\n");
    refused(": there are no rows under the header");
    table("");
    refused("/labels.csv is empty; expected rows of path,label");
    PictureFiles.bytes(file, "img/1.png,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    refused("/labels.csv is not UTF-8 text; save it as UTF-8");
  }

  private void table(String text) {
    PictureFiles.text(root.resolve("labels.csv"), text);
  }

  private void refused(String message) {
    var e = assertThrows(DataException.class, () -> Datasets.open(root));
    assertEquals(root + message, e.getMessage());
  }
}
