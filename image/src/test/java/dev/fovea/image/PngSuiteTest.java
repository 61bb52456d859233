package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The PNG test suite: every colour type, depth, filter and interlacing, and damaged files. */
class PngSuiteTest {
  private static final Path SUITE =
      Path.of(System.getProperty("fovea.shared"), "data/malformed/pngsuite");

  @Test
  void everyPictureHasTheExpectedPixels() throws IOException {
    assumeTrue(Files.isDirectory(SUITE), "the PNG suite is not here: " + SUITE);
    int compared = 0;
    try (var files = Files.list(SUITE.resolve("png"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".png", "");
        if (name.startsWith("x")) {
          var e = assertThrows(ImageException.class, () -> Decode.of(file), name);
          assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
          continue;
        }
        Path json = SUITE.resolve("json/" + name + ".json");
        if (Files.exists(json)) {
          compare(Decode.of(file), json, name);
          compared++;
        }
      }
    }
    assertTrue(compared > 100, compared + " pictures compared");
  }

  /** The truth is RGBA; grey stands in red, green and blue. */
  private static void compare(Image image, Path json, String name) throws IOException {
    var samples = Samples.of(image);
    int c = image.channels();
    try (var parser = new JsonFactory().createParser(json.toFile())) {
      assertEquals(JsonToken.START_ARRAY, parser.nextToken());
      for (int i = 0; i < samples.size(); i += c) {
        for (int k = 0; k < 4; k++) {
          parser.nextToken();
          int got =
              k < 3
                  ? samples.get(i + (c >= 3 ? k : 0))
                  : image.hasAlpha() ? samples.get(i + c - 1) : samples.full();
          assertEquals(parser.getIntValue(), got, name + " pixel " + i / c + " channel " + k);
        }
      }
      assertEquals(JsonToken.END_ARRAY, parser.nextToken(), name);
    }
  }
}
