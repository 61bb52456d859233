package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.data.draw.ObjectsDrawing;
import dev.fovea.project.report.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sheet of what augmentation makes of pictures. */
class DataShowTest {
  @TempDir Path box;

  @Test
  void aSheetOfBoxes() throws Exception {
    Path data = box.resolve("data");
    new ObjectsDrawing(64, 7, 1, 0, 3).write(data);
    Path out = box.resolve("sheet.png");
    Said said = Said.of("data", "show", data, "--task", "detect", "--out", out);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().startsWith("Drew 6 pictures at "), said.out());
    assertTrue(Files.size(out) > 10_000);
  }

  @Test
  void aSheetThatCannotBeDrawnIsNoSuccess() {
    Path out = box.resolve("sheet.png");
    var lost =
        Picture.encoded(
            "the sheet",
            () -> {
              throw new IOException("no fonts");
            });
    var e = assertThrows(DataException.class, () -> DataShowCommand.put(lost, out));
    assertEquals("the sheet was not drawn (IOException: no fonts)", e.getMessage());
    assertFalse(Files.exists(out));
  }
}
