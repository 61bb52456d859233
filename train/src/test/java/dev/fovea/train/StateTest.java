package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
  @TempDir Path folder;

  private void write(long number) {
    try (var _ = new Scope()) {
      var out = new State.Writer();
      out.number("step", number);
      out.real("score", 0.1 + number);
      out.text("word", "\"quoted\" \u00fc");
      out.tensor("t", Tensors.of(new float[] {number, 2, 3, 4}, 2, 2));
      State.write(folder, out);
    }
  }

  private long step() {
    try (State state = State.open(folder)) {
      return state.number("step");
    }
  }

  private void cut(String name) throws IOException {
    try (var file = FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 1);
    }
  }

  @Test
  void whatWasWrittenIsRead() {
    write(7);
    try (State state = State.open(folder);
        var _ = new Scope()) {
      assertEquals(7, state.number("step"));
      assertEquals(7.1, state.real("score"));
      assertEquals("\"quoted\" \u00fc", state.text("word"));
      Tensor like = Tensors.of(new float[4], 2, 2);
      assertEquals(7, Tensors.toArray(state.tensor("t", like))[0]);
    }
  }

  @Test
  void aStateCutShortGivesWayToTheOneBefore() throws IOException {
    write(1);
    write(2);
    assertEquals(2, step());
    cut(State.FILE);
    assertEquals(1, step());
    assertEquals(1, step(), "it has taken the place of the broken one");
    write(3);
    cut(State.FILE);
    assertEquals(1, step(), "a broken one never replaces a good one");
  }

  @Test
  void aKillBetweenTwoRenamesLosesNothing() throws IOException {
    write(1);
    write(2);
    Files.delete(folder.resolve(State.FILE));
    assertTrue(State.in(folder));
    assertEquals(1, step());
  }

  @Test
  void aBrokenOneAloneIsRefused() throws IOException {
    write(1);
    cut(State.FILE);
    var e = assertThrows(TorchException.class, this::step);
    assertTrue(e.getMessage().contains("the file is cut short"), e.getMessage());
  }

  @Test
  void anEmptyFolderIsRefused() {
    assertFalse(State.in(folder));
    var e = assertThrows(TrainException.class, this::step);
    assertEquals(
        folder + " holds no state to resume from; start it with `fovea train` instead",
        e.getMessage());
  }

  @Test
  void whatIsNotThereIsNamed() {
    write(1);
    try (State state = State.open(folder);
        var _ = new Scope()) {
      Tensor like = Tensors.of(new float[3], 3);
      assertEquals(
          "the state holds no seed; it is of another kind of run",
          assertThrows(TrainException.class, () -> state.text("seed")).getMessage());
      assertEquals(
          "the state holds no tensor u; it is of another model or optimiser",
          assertThrows(TrainException.class, () -> state.tensor("u", like)).getMessage());
      assertEquals(
          "the state's t is [2, 2], this run needs [3]; it is of another model",
          assertThrows(TrainException.class, () -> state.tensor("t", like)).getMessage());
    }
  }

  @Test
  void onlyTwoFilesStay() throws IOException {
    for (int i = 0; i < 4; i++) write(i);
    try (var files = Files.list(folder)) {
      assertEquals(
          java.util.List.of("state", "state.previous"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }
}
