package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that find no room: one sentence, exit code 1, and nothing half-written in its place. */
class FullDiskTest {
  private static final Path MODEL =
      Path.of("../predict/src/test/resources/dev/fovea/predict/onnx/whole.onnx");

  @TempDir Path box;
  private Path photos;

  @BeforeEach
  void draw() throws Exception {
    photos = Files.createDirectories(box.resolve("photos"));
    for (int i = 0; i < 40; i++)
      Encode.write(Image.of8(16, 16, 3, new byte[768]), photos.resolve("%02d.png".formatted(i)));
  }

  /** Takes so many bytes and no more. */
  private static final class Small extends OutputStream {
    private final String refusal;
    private int room;

    Small(int room, String refusal) {
      this.room = room;
      this.refusal = refusal;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) throw new IOException(refusal);
    }
  }

  private Said into(OutputStream stdout, Object... words) {
    var err = new java.io.ByteArrayOutputStream();
    var screen =
        new Screen(
            new Plain(stdout, "standard output", StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            true);
    String[] all = Stream.of(words).map(String::valueOf).toArray(String[]::new);
    return new Said(Fovea.run(screen, all), "", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void standardOutputThatIsFullFails() {
    Said said =
        into(new Small(900, "No space left on device"), "predict", MODEL, photos, "--json=-");
    assertEquals(1, said.code());
    assertTrue(
        said.err()
            .endsWith(
                "fovea: the disk is full: standard output could not be written; make room, or say"
                    + " another place with --out\n"),
        said.err());
  }

  /** As behind {@code | head}. */
  @Test
  void aReaderThatWentAwayIsNoFailure() {
    Said said = into(new Small(900, "Broken pipe"), "predict", MODEL, photos, "--json=-");
    assertEquals(0, said.code(), said.err());
    assertFalse(said.err().contains("fovea:"), said.err());
  }

  @Test
  void vectorsOfSomePicturesAreNotTakenForAll() {
    Path vectors = box.resolve("v.csv");
    Said said =
        into(
            new Small(900, "Broken pipe"),
            "predict",
            MODEL,
            photos,
            "--json=-",
            "--batch",
            4,
            "--embeddings",
            vectors);
    assertEquals(1, said.code());
    assertTrue(
        said.err()
            .endsWith(
                "fovea: "
                    + vectors
                    + " is not written, for the answers could not be; send them elsewhere, such as"
                    + " --json FILE\n"),
        said.err());
    assertFalse(Files.exists(vectors));
    assertFalse(Files.exists(box.resolve("v.csv.part")));
  }

  /** The file that answers are gathered in is a device without room. */
  @Test
  void aFullDiskLeavesTheEarlierFile() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "this system has no /dev/full");
    for (String option : List.of("--json", "--embeddings")) {
      Path file = Files.writeString(box.resolve(option.substring(2) + ".csv.json.csv"), "earlier");
      if (option.equals("--json")) file = Files.move(file, box.resolve("answers.json"));
      Files.createSymbolicLink(box.resolve(file.getFileName() + ".part"), full);
      Said said = Said.of("predict", MODEL, photos, option, file);
      assertEquals(1, said.code(), option);
      assertEquals(1, said.err().lines().count(), said.err());
      assertTrue(said.err().contains(file.toString()), said.err());
      assertTrue(
          said.err().matches("(?s).*(No space left on device|the disk is full).*"), said.err());
      assertEquals("earlier", Files.readString(file));
      assertFalse(Files.exists(box.resolve(file.getFileName() + ".part")));
    }
  }

  @Test
  void theLiveLineSaysHowFastAndHowLong() {
    assertEquals(
        "predicting 120 pictures, 60/s", Live.rate("predicting", 120, OptionalLong.empty(), 2));
    assertEquals(
        "predicting ━━━─────────  25 %  250,000 of 1,000,000, 500/s, 25 min 0 s left",
        Live.rate("predicting", 250_000, OptionalLong.of(1_000_000), 500));
    String longest = Live.rate("predicting", 999_999, OptionalLong.of(9_999_999), 200_000);
    assertTrue(Cell.width(longest) < Screen.COLUMNS, longest);
    Said said =
        Said.by(true, "predict", MODEL.toString(), photos.toString(), "--json", box + "/a.json");
    assertTrue(said.err().contains("predicting "), said.err());
    assertTrue(said.err().contains("/s"), said.err());
  }
}
