package dev.fovea.project.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportHtmlTest {
  private static final String PAGE = ReportHtml.of(Samples.report());

  @Test
  void standsAlone() throws Exception {
    Path file = Path.of("target", "sample-report.html");
    Samples.report().write(file);
    assertEquals(PAGE, Files.readString(file));
    var links = Pattern.compile("(?:src|href)=\"([^\"]*)\"|url\\(([^)]*)\\)|@import").matcher(PAGE);
    int pictures = 0;
    while (links.find()) {
      assertTrue(links.group().startsWith("src=\"data:image/png;base64,"), links.group());
      pictures++;
    }
    assertEquals(25 + 3 + 3, pictures);
    assertFalse(PAGE.contains("<script"));
  }

  @Test
  void escapesNamesOfClassesAndFiles() {
    assertFalse(PAGE.contains("<b>\"prototype"));
    assertFalse(PAGE.contains("train/<b>"));
    assertTrue(PAGE.contains("R&amp;D &lt;b&gt;&quot;prototype&quot;&lt;/b&gt;"));
    assertTrue(PAGE.contains("<title>Fruit &amp; more: 12 classes</title>"));
    assertEquals("&amp;&lt;&gt;&quot;&#39;é", Html.escape("&<>\"'é"));
  }

  /** Elements nest and close: with its void elements closed the page is well-formed XML. */
  @Test
  void isWellFormed() throws Exception {
    String xml =
        PAGE.replace("<!doctype html>", "")
            .replaceAll("<(meta|img)( [^>]*)>", "<$1$2/>")
            .replaceAll("(?s)<style>.*</style>", "");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    assertEquals(12 + 1, document.getElementsByTagName("tr").getLength());
    assertEquals("html", document.getDocumentElement().getNodeName());
  }

  @Test
  void showsScoresWithTheirIntervals() {
    assertTrue(PAGE.contains(">0.921</p>"), "score");
    assertTrue(PAGE.contains("0.902 to 0.941"), "interval");
    assertTrue(PAGE.contains("left:90.15%;right:5.91%;"), "band");
  }

  @Test
  void saysWhyAPictureIsMissingAndLeavesEmptyPartsOut() {
    var lost = new Plot(Picture.lost("the sheet was not drawn (no font)"), "A sheet.");
    var bare =
        new Report(
            "t", "s", List.of(), List.of(), List.of(), List.of(), List.of(), lost, lost, lost,
            List.of(), List.of(), List.of(), List.of());
    String page = ReportHtml.of(bare);
    assertTrue(page.contains("<p class=\"lost\">the sheet was not drawn (no font)</p>"));
    assertFalse(page.contains("<img"));
    assertFalse(page.contains("Class by class"));
    assertFalse(page.contains("skipped"));
  }

  @Test
  void foldsTheStrongClassesOfManyAway() {
    var html = new Html();
    var lines =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> new ClassLine("class " + i, 1, 1, (i * 37 % 100) / 100.0, 1, Double.NaN))
            .toList();
    ClassTable.write(html, lines);
    String table = html.page();
    assertTrue(table.contains("<summary>The other 70 classes</summary>"));
    assertTrue(table.indexOf("class 0<") < table.indexOf("<details>"), "weakest is shown");
    assertTrue(table.indexOf("class 27<") > table.indexOf("<details>"), "strongest is folded");
  }
}
