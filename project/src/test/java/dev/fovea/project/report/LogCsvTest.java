package dev.fovea.project.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCsvTest {
  @TempDir Path folder;

  private Path write(int rows) throws IOException {
    Path file = folder.resolve("log.csv");
    for (EpochRow row : Samples.epochs(rows)) LogCsv.append(file, row);
    return file;
  }

  @Test
  void writesWhatSpreadsheetsRead() throws IOException {
    Path file = folder.resolve("log.csv");
    LogCsv.append(
        file,
        new EpochRow(
            1, 82, 24.5, 0.05, 2.25, Double.NaN, Map.of(), Map.of("top1", 0.5), 310, 0.0625));
    assertEquals(
        """
        epoch,step,seconds,lr,train_loss,val_loss,val_top1,images_per_second,wait_share
        1,82,24.5,0.05,2.25,,0.5,310,0.0625
        """,
        Files.readString(file));
    EpochRow read = LogCsv.read(file).getFirst();
    assertTrue(Double.isNaN(read.valLoss()));
    assertEquals(Map.of("top1", 0.5), read.valScores());
    assertEquals(82, read.step());
    assertEquals(0.0625, read.waitShare());
  }

  @Test
  void readsBackToSevenDigits() throws IOException {
    List<EpochRow> read = LogCsv.read(write(9));
    List<EpochRow> written = Samples.epochs(9);
    assertEquals(9, read.size());
    for (int i = 0; i < 9; i++) {
      assertEquals(written.get(i).epoch(), read.get(i).epoch());
      assertEquals(written.get(i).valLoss(), read.get(i).valLoss(), 1e-6);
      assertEquals(List.of("top1", "f1_macro"), List.copyOf(read.get(i).valScores().keySet()));
    }
  }

  @Test
  void cutsBackToAStepAndGoesOnAsIfNeverStopped() throws IOException {
    Path file = write(6);
    byte[] whole = Files.readAllBytes(file);
    LogCsv.cutAfter(file, 4 * 82);
    assertEquals(4, LogCsv.read(file).size());
    for (EpochRow row : Samples.epochs(6).subList(4, 6)) LogCsv.append(file, row);
    assertEquals(-1, Files.mismatch(file, Files.write(folder.resolve("whole"), whole)));
  }

  @Test
  void dropsATornLastLine() throws IOException {
    Path file = write(3);
    Files.writeString(file, "4,328,98,0.04,0.9", StandardOpenOption.APPEND);
    assertEquals(3, LogCsv.read(file).size());
    LogCsv.cutAfter(file, Long.MAX_VALUE);
    assertTrue(Files.readString(file).endsWith("\n"));
    LogCsv.cutAfter(file, 0);
    assertEquals(List.of(), LogCsv.read(file));
    LogCsv.cutAfter(folder.resolve("absent.csv"), 0);
  }

  @Test
  void refusesOtherColumnsAndWords() throws IOException {
    Path file = write(1);
    EpochRow other = new EpochRow(2, 1, 1, 1, 1, 1, Map.of(), Map.of("map", 1.0), 1, 1);
    String columns = "epoch,step,seconds,lr,train_loss,val_loss,%s,images_per_second,wait_share";
    assertEquals(
        file
            + ": its columns are "
            + columns.formatted("val_top1,val_f1_macro")
            + ", this run writes "
            + columns.formatted("val_map")
            + "; move the file away",
        assertThrows(IOException.class, () -> LogCsv.append(file, other)).getMessage());
    Files.writeString(file, "2,x,1,1,1,1,1,1,1,1\n", StandardOpenOption.APPEND);
    assertEquals(
        file + ": line 3 holds 'x' where a number was expected; mend or delete that line",
        assertThrows(IOException.class, () -> LogCsv.read(file)).getMessage());
  }
}
