package dev.fovea.project.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.Dice;
import dev.fovea.data.Split;
import dev.fovea.data.draw.PartsDrawing;
import dev.fovea.image.Encode;
import dev.fovea.image.Fingerprint;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Resample;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.use.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  @TempDir Path root;

  @Test
  void cleanDataHaveNoFault() throws Exception {
    for (int i = 0; i < 24; i++) {
      picture(i, "train/" + (i % 2 == 0 ? "cat" : "dog") + "/" + i + ".png");
      picture(100 + i, "test/" + (i % 2 == 0 ? "cat" : "dog") + "/" + i + ".png");
    }
    Checked checked = check(root);
    assertFalse(checked.spoilt(), checked.findings().toString());
    assertEquals(0, checked.twins().groups());
    assertEquals(96, checked.sizes().orElseThrow().width().median());
    assertEquals(72, checked.sizes().orElseThrow().shorter().most());
    // independent: uniform levels from 30 to 225, so their mean is half of white
    assertEquals(0.5, checked.numbers().orElseThrow().mean().get(1), 0.02);
    assertEquals(48, checked.measured());
  }

  @Test
  void largePicturesWithARareClassAreLookedAtClosely() {
    new PartsDrawing(1032, 24, 0, 0.05, PartsDrawing.SMALL, 1).write(root.resolve("parts"));
    Checked checked = check(root.resolve("parts"));
    String size =
        checked.findings().stream()
            .filter(finding -> finding.name().equals("size"))
            .map(Finding::found)
            .collect(Collectors.joining());
    assertEquals(
        "one class of two is rare, so training takes the network marks on 1024 x 768 px: it sees"
            + " marks from 16 px on",
        size);
  }

  @Test
  void faultsAreFoundAndWrittenDown() throws Exception {
    for (int i = 0; i < 10; i++) picture(i, "train/cat/" + i + ".png");
    for (int i = 10; i < 14; i++) picture(i, "train/dog/" + i + ".png");
    for (int i = 20; i < 24; i++) picture(i, "test/dog/" + i + ".png");
    picture(3, "train/dog/same.png"); // as in cat
    Encode.write(scene(5), Files.createDirectories(root.resolve("test/cat")).resolve("leak.jpg"));
    Files.writeString(root.resolve("train/cat/broken.jpg"), "no picture");
    Path file = root.resolve("train/dog/10.png");
    byte[] cut = Files.readAllBytes(file);
    Files.write(root.resolve("train/dog/cut.png"), java.util.Arrays.copyOf(cut, cut.length / 2));

    Checked checked = check(root);
    assertTrue(checked.spoilt());
    assertEquals(2, checked.broken().size());
    assertEquals(2, checked.twins().contradicting());
    assertEquals(1, checked.twins().repeated());
    assertEquals(1, checked.twins().leaked().get(Split.TEST));
    String said =
        checked.findings().stream()
            .filter(f -> f.state() == Finding.State.SPOILS)
            .map(f -> f.name() + ": " + f.found())
            .collect(Collectors.joining("\n"));
    assertTrue(said.contains("broken files: 2 pictures cannot be decoded; the first: "), said);
    assertTrue(said.contains("leak into test: 1 of 5 test pictures look like pictures of"), said);
    assertTrue(said.contains("labels: 2 pictures are in two classes, the files the same"), said);

    Path out = root.resolveSibling(root.getFileName() + "-out");
    assertEquals("", new CheckFolder(out).write(checked));
    List<String> pairs = Files.readAllLines(out.resolve("duplicates.csv"));
    assertEquals("train/cat/3.png,train,cat,train/dog/same.png,train,dog,0,true", pairs.get(1));
    assertTrue(pairs.get(2).startsWith("train/cat/5.png,train,cat,test/cat/leak.jpg,test,cat,"));
    assertEquals(3, Files.readAllLines(out.resolve("broken.csv")).size());
    assertEquals(1, MetricsJson.read(out.resolve("check.json")).get("leaked_test"));
    assertTrue(Files.size(out.resolve("sheet.png")) > 10_000);
  }

  /** Other things in one setting look so: a reason to look, none to stop. */
  @Test
  void whatOnlyResemblesAnotherSplitIsAWarning() throws Exception {
    for (int i = 0; i < 4; i++)
      picture(i, "train/" + (i % 2 == 0 ? "cat" : "dog") + "/" + i + ".png");
    for (int i = 10; i < 13; i++)
      picture(i, "test/" + (i % 2 == 0 ? "cat" : "dog") + "/" + i + ".png");
    Image like = scene(0);
    int other = 50;
    for (double share = 0; distance(scene(0), like) <= 12; share += 0.01)
      like = blend(scene(0), scene(other), share);
    assertTrue(distance(scene(0), like) <= 20);
    Encode.write(like, root.resolve("test/cat/like.png"));

    Checked checked = check(root);
    assertFalse(checked.spoilt(), checked.findings().toString());
    assertEquals(Map.of(), checked.twins().leaked());
    assertEquals(Map.of(Split.TEST, 1), checked.twins().resembling());
    Finding warning =
        checked.findings().stream()
            .filter(f -> f.name().equals("leak into test?"))
            .findFirst()
            .get();
    assertEquals(
        "1 of 4 test pictures resemble pictures of another split, less than copies do (over 12 of"
            + " 256 bits differ)",
        warning.found());
    assertEquals(
        "look at the pairs on the sheet: the same thing twice is a leak, different things in one"
            + " setting are none",
        warning.todo());
  }

  private static int distance(Image one, Image other) {
    return Fingerprint.of(one).orElseThrow().distance(Fingerprint.of(other).orElseThrow());
  }

  private static Image blend(Image one, Image other, double share) {
    byte[] a = one.bytes();
    byte[] b = other.bytes();
    var out = new byte[a.length];
    for (int i = 0; i < out.length; i++)
      out[i] = (byte) Math.rint((1 - share) * (a[i] & 0xff) + share * (b[i] & 0xff));
    return Image.of8(one.width(), one.height(), one.channels(), out);
  }

  @Test
  void largePicturesBringAdviceOnTheSize() throws Exception {
    for (int i = 0; i < 4; i++) {
      Image large = Resample.of(scene(i), 1600, 1200, Kernel.BILINEAR);
      Encode.write(
          large, Files.createDirectories(root.resolve(i % 2 == 0 ? "a" : "b")).resolve(i + ".jpg"));
    }
    Finding size =
        check(root).findings().stream().filter(f -> f.name().equals("size")).findFirst().get();
    assertEquals(
        "training shrinks them from about 1200 to 128 px: what is smaller than 29 px in them"
            + " vanishes",
        size.found());
    assertEquals(
        "--size 288 shows what has 13 px, at 5 times the time; for smaller things crop the"
            + " pictures to where they are",
        size.todo());
  }

  @Test
  void picturesWithoutClassesWillDo() throws Exception {
    for (int i = 0; i < 3; i++) picture(i, i + ".png");
    picture(1, "again.png");
    Checked checked = check(root);
    assertFalse(checked.labelled());
    assertEquals(1, checked.twins().repeated());
    assertFalse(checked.spoilt());
    Path empty = Files.createDirectories(root.resolveSibling(root.getFileName() + "-empty"));
    assertThrows(DataException.class, () -> check(empty));
  }

  private static Checked check(Path path) {
    return new DataCheck(path).run((done, all) -> {});
  }

  private void picture(int seed, String name) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Encode.write(scene(seed), file);
  }

  /** Soft spots of random colours, 96 x 72 px. */
  private static Image scene(int seed) {
    var dice = Dice.of(seed, 77);
    var samples = new byte[12 * 9 * 3];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) (30 + dice.below(196));
    return Resample.of(Image.of8(12, 9, 3, samples), 96, 72, Kernel.BILINEAR);
  }
}
