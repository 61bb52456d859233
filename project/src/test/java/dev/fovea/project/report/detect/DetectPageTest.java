package dev.fovea.project.report.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Example;
import dev.fovea.data.FileSource;
import dev.fovea.predict.Detections;
import dev.fovea.project.report.Ink;
import dev.fovea.project.report.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class DetectPageTest {
  private static final Path FOLDER = Path.of("target", "sample-detector");
  private static DetectReport report;
  private static String page;

  @BeforeAll
  static void draw() throws IOException {
    Files.createDirectories(FOLDER);
    report = Scenes.run(40, 3).draw(FOLDER, Scenes.words());
    page = DetectPage.of(report);
  }

  @Test
  void standsAlone() throws IOException {
    Path file = FOLDER.resolve("report.html");
    report.write(file);
    assertEquals(page, Files.readString(file));
    var links = Pattern.compile("(?:src|href)=\"([^\"]*)\"|url\\(([^)]*)\\)|@import").matcher(page);
    int pictures = 0;
    while (links.find()) {
      assertTrue(links.group().startsWith("src=\"data:image/"), links.group());
      pictures++;
    }
    int drawn = 4 + 4 + 1 + 2 * 8 + report.hardest().size() + 4;
    assertEquals(drawn, pictures, "all but the training sheet, which nobody wrote");
    assertTrue(page.contains("there is no training.png"));
    assertFalse(page.contains("<script"));
  }

  @Test
  void leavesAFileForEachPlot() throws IOException {
    for (String name :
        List.of(
            "loss",
            "parts",
            "scores",
            "rate",
            "pr",
            "f1",
            "precision",
            "recall",
            "confusion",
            "labels",
            "validation",
            "worst")) {
      Path file = FOLDER.resolve(name + ".png");
      assertTrue(ImageIO.read(file.toFile()).getWidth() > 300, name);
    }
  }

  @Test
  void escapesNamesAndIsWellFormed() throws Exception {
    assertFalse(page.contains("<b>cell"));
    assertTrue(page.contains("red &lt;b&gt;cell&lt;/b&gt;"));
    String xml =
        page.replace("<!doctype html>", "")
            .replaceAll("<(meta|img)( [^>]*)>", "<$1$2/>")
            .replaceAll("(?s)<style>.*</style>", "");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    assertEquals(3 + 1, document.getElementsByTagName("tr").getLength());
  }

  @Test
  void leadsWithTheScoreThatChoseTheModel() {
    assertEquals("map50", report.headlines().getFirst().name());
    assertTrue(report.headlines().getFirst().hasInterval());
    List<String> names = report.headlines().stream().map(h -> h.name()).toList();
    assertTrue(names.containsAll(List.of("map", "map_small", "precision", "recall")));
    assertTrue(names.stream().noneMatch(name -> BoxScoreName.of(name).meaning().isEmpty()));
  }

  @Test
  void tableTellsEachClassAtTheChosenConfidence() {
    double confidence = report.confidence();
    assertTrue(page.contains("answers from %.2f on".formatted(confidence)));
    double recall =
        report.classes().stream().mapToDouble(BoxClassLine::recall).average().orElseThrow();
    double mean =
        report.headlines().stream()
            .filter(h -> h.name().equals("recall"))
            .findFirst()
            .orElseThrow()
            .value();
    assertEquals(mean, recall, 1e-12);
  }

  @Test
  void hardestPicturesComeFirstAndOnlyThoseWithFaults() {
    List<Answered> good = Scenes.answered(20, 3, 0);
    assertEquals(List.of(), Hardest.of(good, 0.3, Scenes.CELLS));
    assertEquals(
        "the sheet of the hardest images is empty: nothing was missed or made up",
        Hardest.sheet(List.of()).warning());
    assertEquals(25, Hardest.of(Scenes.answered(80, 3, 0.9), 0.3, Scenes.CELLS).size());
  }

  @Test
  void picturesThatAreGoneArePassedOver() {
    List<Answered> some = new ArrayList<>(Scenes.answered(10, 3, 0.9));
    int pairs = Beside.of(some, 0.3, Scenes.CELLS).size();
    int hard = Hardest.of(some, 0.3, Scenes.CELLS).size();
    Answered first = some.getFirst();
    var gone = new FileSource(FOLDER, Path.of("gone.jpg"));
    some.set(
        0,
        new Answered(
            new Example("gone.jpg", gone, first.example().truth()), new Detections(List.of())));
    assertEquals(8, pairs);
    assertEquals(7, Beside.of(some, 0.3, Scenes.CELLS).size());
    assertEquals(hard - 1, Hardest.of(some, 0.3, Scenes.CELLS).size());
  }

  @Test
  void curvesMarkTheChosenConfidence() throws IOException {
    DetectRun few = Scenes.run(40, 3);
    var plots = new CurvePlots(few.classes(), few.evaluation().curves());
    assertTrue(colours(plots.f1()).contains(Ink.ORANGE.getRGB()));
    for (int i = 0; i < 3; i++)
      assertTrue(
          colours(plots.precisionAtRecall()).contains(Ink.LINES.get(i).getRGB()), "class " + i);
    DetectRun many = Scenes.run(60, 40);
    Set<Integer> crowd = colours(new CurvePlots(many.classes(), many.evaluation().curves()).f1());
    assertTrue(crowd.contains(Ink.BLUE.getRGB()), "the mean");
    assertFalse(crowd.contains(Ink.LINES.get(2).getRGB()), "classes are grey");
  }

  @Test
  void aRunThatFoundNothingStillHasItsPage(@TempDir Path folder) {
    List<Answered> blank =
        Scenes.answered(3, 3, 0).stream()
            .map(a -> new Answered(a.example(), new Detections(List.of())))
            .toList();
    DetectRun lost = Scenes.run(blank, 3, List.of());
    assertTrue(page(lost, folder).contains("things missed"), "all of them");
    List<Answered> bare =
        Scenes.answered(4, 3, 0).stream().filter(a -> a.things().isEmpty()).toList();
    assertEquals(1, bare.size());
    String nothing = page(Scenes.run(bare, 3, List.of()), folder);
    assertTrue(nothing.contains("has nothing to find to show"), "no curve without truths");
    assertTrue(nothing.contains("What there was to learn"));
  }

  private static String page(DetectRun run, Path folder) {
    return DetectPage.of(run.draw(folder, Scenes.words()));
  }

  private static Set<Integer> colours(Picture picture) throws IOException {
    assertEquals("", picture.warning());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    var colours = new HashSet<Integer>();
    for (int y = 0; y < image.getHeight(); y++)
      for (int x = 0; x < image.getWidth(); x++) colours.add(image.getRGB(x, y));
    return colours;
  }
}
