package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.DataException;
import dev.fovea.image.ImageException;
import dev.fovea.project.RecipeException;
import dev.fovea.torch.TorchException;
import dev.fovea.train.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whatever is thrown becomes one sentence and an exit code. */
class SentenceTest {
  @Test
  void whatIsKnownSpeaksForItself() {
    assertEquals(new Sentence(1, "a"), Sentence.of(new DataException("a")));
    assertEquals(new Sentence(1, "b"), Sentence.of(new TorchException("b")));
    assertEquals(new Sentence(1, "c"), Sentence.of(new DivergedException("c")));
    assertEquals(
        new Sentence(1, "d"), Sentence.of(new ImageException(ImageException.Kind.BROKEN, "d")));
    assertEquals(new Sentence(2, "e"), Sentence.of(new CallException("e")));
  }

  @Test
  void aRecipeIsPartOfTheCallUnlessTheDiskRefusesIt() {
    assertEquals(new Sentence(2, "a"), Sentence.of(new RecipeException("a")));
    assertEquals(
        new Sentence(1, "no permission"),
        Sentence.of(new RecipeException("no permission", new AccessDeniedException("x"))));
  }

  @Test
  void filesSayWhichAndWhy() {
    assertEquals(
        new Sentence(1, "run/x: no permission; change it or name another"),
        Sentence.of(new UncheckedIOException(new AccessDeniedException("run/x"))));
    assertEquals(
        new Sentence(1, "run/x: there is no such file or folder"),
        Sentence.of(new NoSuchFileException("run/x")));
    assertEquals(
        new Sentence(1, "run/x: not a directory"),
        Sentence.of(new FileSystemException("run/x", null, "Not a directory")));
  }

  @Test
  void aFullDiskIsFoundUnderWhateverHidesIt() {
    var full = new FileSystemException("run/best.safetensors", null, "No space left on device");
    String sentence =
        "the disk is full: run/best.safetensors could not be written; make room, or say another"
            + " place with --out";
    assertEquals(new Sentence(1, sentence), Sentence.of(new UncheckedIOException(full)));
    assertEquals(new Sentence(1, sentence), Sentence.of(new TorchException("cannot write", full)));
    assertEquals(
        new Sentence(
            1,
            "the disk is full (run/state: cannot be written); make room, or say another place with"
                + " --out"),
        Sentence.of(
            new TorchException(
                "run/state: cannot be written", new IOException("No space left on device"))));
    String said = "run/state: No space left on device; free some";
    assertEquals(
        new Sentence(1, said),
        Sentence.of(new TorchException(said, new IOException("No space left on device"))));
    assertEquals(
        new Sentence(1, "the disk is full; make room, or say another place with --out"),
        Sentence.of(new IOException("No space left on device")));
  }

  @Test
  void memoryThatIsUsedUpSaysWhatToTurnDown() {
    var java = Sentence.of(new DataException("x", new OutOfMemoryError("Java heap space")));
    assertTrue(java.text().matches("Java's memory \\(.* GB\\) is used up; .*FOVEA_OPTS=-Xmx8g.*"));
    String used =
        "the memory is used up; take half the --batch or a smaller --size, or close other"
            + " programs";
    for (String message :
        new String[] {
          "[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate"
              + " memory: you tried to allocate 4000000000000 bytes.",
          "CUDA out of memory. Tried to allocate 20.00 MiB",
          "std::bad_alloc"
        }) assertEquals(new Sentence(1, used), Sentence.of(new RuntimeException(message)));
  }

  @Test
  void whatNobodyForesawLeavesItsTraceInAFile() throws Exception {
    var sentence = Sentence.of(new IllegalStateException("odd\nthing"));
    assertEquals(1, sentence.code());
    String begin = "this should not happen (IllegalStateException: odd); please report it with ";
    assertTrue(sentence.text().startsWith(begin), sentence.text());
    Path trace = Path.of(sentence.text().substring(begin.length()));
    assertTrue(Files.readString(trace).contains("SentenceTest.whatNobodyForesaw"));
    Files.delete(trace);
  }
}
