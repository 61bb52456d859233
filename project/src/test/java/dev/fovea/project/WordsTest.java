package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.data.Dataset;
import dev.fovea.image.Classes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void timesAreReadAsPeopleTypeThem() {
    assertEquals(Duration.ofSeconds(90), Time.of("90s"));
    assertEquals(Duration.ofMinutes(10), Time.of("10m"));
    assertEquals(Duration.ofMinutes(90), Time.of("1H30M"));
    for (String bad : new String[] {"", "10", "0s", "-1m", "1d", "10m5"})
      assertThrows(RecipeException.class, () -> Time.of(bad), bad);
  }

  @Test
  void timesAreWrittenForPeople() {
    assertEquals("8 s", Time.words(8.4));
    assertEquals("3 min 20 s", Time.words(200));
    assertEquals("1 h 5 min", Time.words(3900));
  }

  @Test
  void wordsSurviveAShell() {
    assertEquals("plain/a-b_c.png", Shell.quoted("plain/a-b_c.png"));
    assertEquals("'two words'", Shell.quoted("two words"));
    assertEquals("'it'\\''s'", Shell.quoted("it's"));
    assertEquals("/elsewhere/x", Shell.quoted(Path.of("/elsewhere/x")));
    assertEquals("here/x", Shell.quoted(Path.of("here/x").toAbsolutePath()));
  }

  @Test
  void metricsAreFlatJson() {
    var metrics = new LinkedHashMap<String, Double>();
    metrics.put("top1", 0.5);
    metrics.put("loss", 1.25);
    assertEquals("{\n  \"top1\" : 0.5,\n  \"loss\" : 1.25\n}\n", MetricsJson.of(metrics));
  }

  @Test
  void oneClassIsOne() {
    var of =
        new Dataset(
            "x", Path.of("a/cells"), Classes.of("cell"), false, Map.of(), List.of(), List.of());
    assertEquals("cells: 1 class", new RunWords(null, null, of, List.of()).title());
  }
}
