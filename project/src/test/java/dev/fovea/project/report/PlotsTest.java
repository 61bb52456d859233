package dev.fovea.project.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.train.RateCurve;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  @Test
  void curvesDrawEachLineInItsColour() throws IOException {
    List<EpochRow> rows = Samples.epochs(20);
    Set<Integer> loss = colours(Curves.loss(rows));
    assertTrue(loss.contains(Ink.LINES.get(0).getRGB()), "training");
    assertTrue(loss.contains(Ink.LINES.get(1).getRGB()), "validation");
    Set<Integer> rate = colours(Curves.learningRate(rows));
    assertTrue(rate.contains(Ink.LINES.get(0).getRGB()));
    assertFalse(rate.contains(Ink.LINES.get(1).getRGB()), "one line only");
    for (int epochs : new int[] {1, 2, 12, 13, 300}) {
      assertEquals("", Curves.scores(Samples.epochs(epochs)).warning(), epochs + " epochs");
    }
  }

  @Test
  void theCurveOfRatesIsBlueAndTheSuggestionOrange() throws IOException {
    var points =
        IntStream.range(0, 40)
            .mapToObj(i -> new RateCurve.Point(1e-4 * Math.pow(1.3, i), 3, 3 - 0.05 * i))
            .toList();
    Set<Integer> found = colours(RatePlot.of(points, 0.01));
    assertTrue(found.contains(Ink.LINES.get(0).getRGB()), "smoothed");
    assertTrue(found.contains(Ink.LINES.get(1).getRGB()), "suggested");
    assertFalse(colours(RatePlot.of(points, Double.NaN)).contains(Ink.LINES.get(1).getRGB()));
    assertEquals(
        "the plot of rates has too few points to show", RatePlot.of(List.of(), 1).warning());
  }

  @Test
  void nothingToDrawIsAWarning() {
    assertEquals("the plot of losses has no number to show yet", Curves.loss(List.of()).warning());
  }

  @Test
  void confusionShowsHitsBlueAndMistakesOrange() throws IOException {
    long[][] counts = {{8, 2}, {0, 5}};
    Set<Integer> colours = colours(ConfusionPlot.of(List.of("a", "b"), counts));
    assertTrue(colours.contains(Ink.tint(Ink.BLUE, 0.1 + 0.9 * 0.8).getRGB()), "8 of 10 hits");
    assertTrue(colours.contains(Ink.tint(Ink.ORANGE, 0.1 + 0.9 * 0.2).getRGB()), "2 mistakes");
    assertTrue(colours.contains(Ink.BLUE.getRGB()), "5 of 5 hits");
  }

  @Test
  void reliabilityShowsBeforeGreyAndAfterBlue() throws IOException {
    Picture plot = ReliabilityPlot.of(Samples.calibration(0.3), Samples.calibration(0));
    BufferedImage image = read(plot);
    // a point of 0.9 lies at 56 + 0.9 * 320, 16 + 0.4 * 320 before and 16 + 0.1 * 320 after
    assertEquals(Ink.QUIET.getRGB(), image.getRGB(2 * 344, 2 * 144));
    assertEquals(Ink.BLUE.getRGB(), image.getRGB(2 * 344, 2 * 48));
  }

  @Test
  void confusionStaysOfReadableSizeForAnyNumberOfClasses() throws IOException {
    for (int k : new int[] {2, 12, 30, 31, 100, 1000}) {
      List<String> names =
          IntStream.range(0, k).mapToObj(i -> "a class with the long name number " + i).toList();
      BufferedImage image = read(ConfusionPlot.of(names, Samples.counts(k)));
      assertTrue(image.getWidth() <= 2600 && image.getHeight() <= 2600, k + " classes: " + image);
      assertTrue(image.getWidth() >= 2 * k, k + " classes");
    }
  }

  @Test
  void confusionRefusesCountsThatAreNotSquare() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfusionPlot.of(List.of("a", "b"), new long[][] {{1, 2}}));
    assertEquals(
        "confusion plot: expects 2 rows of 2 counts, one for each class, got 1 rows",
        refusal.getMessage());
  }

  @Test
  void longNamesAreCutWithAnEllipsis() throws Exception {
    var pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    var metrics = pen.getFontMetrics(Ink.font(12));
    String cut = Ink.fit(Samples.NAMES.get(4), metrics, 120);
    assertTrue(cut.endsWith("…") && cut.startsWith("a class"), cut);
    assertTrue(metrics.stringWidth(cut) <= 120);
    assertEquals("kiwi", Ink.fit("kiwi", metrics, 120));
  }

  @Test
  void whateverBreaksCostsThePlotOnly(@TempDir Path folder) throws IOException {
    Picture lost =
        Picture.drawn(
            "the plot of losses",
            () -> {
              throw new NoClassDefFoundError("sun.awt.FontConfiguration\nmore");
            });
    String sentence =
        "the plot of losses was not drawn (NoClassDefFoundError: sun.awt.FontConfiguration)";
    assertFalse(lost.isThere());
    assertEquals(sentence, lost.write(folder.resolve("loss.png")));
    assertFalse(Files.exists(folder.resolve("loss.png")));
    assertEquals("", Samples.photograph(1).write(folder.resolve("there.png")));
    assertEquals(new Color(0xffffff), Ink.tint(Ink.BLUE, 0));
    assertTrue(Files.size(folder.resolve("there.png")) > 50);
  }

  private static BufferedImage read(Picture picture) throws IOException {
    assertEquals("", picture.warning());
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }

  private static Set<Integer> colours(Picture picture) throws IOException {
    BufferedImage image = read(picture);
    var colours = new HashSet<Integer>();
    for (int rgb :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      colours.add(rgb);
    }
    return colours;
  }
}
