package dev.fovea.image;

import static dev.fovea.image.Golden.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every kind of picture file, against the pixels that Pillow reads from it. */
class DecodeTest {
  /**
   * Where equality is not asked for: OpenCV turns CMYK into RGB with a shift in place of a
   * division, which costs up to two levels. Everything else is equal, JPEG included: both decoders
   * are libjpeg-turbo with the same transform.
   */
  private static final Map<String, Integer> LEVELS = Map.of("cmyk.jpg", 2);

  @Test
  void equalsPillow() {
    var rows = Golden.table("decode.tsv");
    for (String[] row : rows) {
      Image got = Decode.of(resource("files/" + row[0]), row[0]);
      Image expected = Golden.image(row, 1);
      int distance = Golden.distance(expected, got);
      assertTrue(distance <= LEVELS.getOrDefault(row[0], 0), row[0] + " differs by " + distance);
    }
    assertTrue(rows.size() > 50, "the table has " + rows.size() + " rows");
  }

  @Test
  void theHeaderSaysWhatDecodingGives() {
    for (String[] row : Golden.table("decode.tsv")) {
      Header header = Header.of(resource("files/" + row[0]), row[0]);
      Image image = Decode.of(resource("files/" + row[0]), row[0]);
      assertEquals(image.width(), header.uprightWidth(), row[0]);
      assertEquals(image.height(), header.uprightHeight(), row[0]);
      assertEquals(image.channels(), header.channels(), row[0]);
      assertEquals(image.bits(), header.bits(), row[0]);
    }
  }

  @Test
  void allEightOrientationsShowTheSamePicture() {
    Image upright = Decode.of(resource("files/turn1.jpg"), "turn1");
    for (int turn = 2; turn <= 8; turn++) {
      assertEquals(turn, Header.of(resource("files/turn" + turn + ".jpg"), "turn").orientation());
      Image got = Decode.of(resource("files/turn" + turn + ".jpg"), "turn" + turn);
      assertEquals(turn > 4, got.width() < got.height(), "turn " + turn);
      // the file holds the upright pixels with a tag: turning them back gives the first file's
      // pixels
      int back = turn == 6 ? 8 : turn == 8 ? 6 : turn;
      assertEquals(0, Golden.distance(upright, Orientation.upright(got, back)), "turn " + turn);
    }
  }

  @Test
  void manyThreadsGetTheSamePixels() throws Exception {
    var rows = Golden.table("decode.tsv");
    try (var closing = new Threads(8)) {
      var jobs =
          IntStream.range(0, 400).mapToObj(i -> closing.submit(rows.get(i % rows.size()))).toList();
      for (int i = 0; i < jobs.size(); i++) {
        String[] row = rows.get(i % rows.size());
        assertTrue(
            Golden.distance(Golden.image(row, 1), jobs.get(i).get())
                <= LEVELS.getOrDefault(row[0], 0),
            row[0]);
      }
    }
  }

  /** Eight decoding threads. */
  private static final class Threads implements AutoCloseable {
    private final java.util.concurrent.ExecutorService pool;

    Threads(int count) {
      pool = Executors.newFixedThreadPool(count);
    }

    Future<Image> submit(String[] row) {
      return pool.submit(() -> Decode.of(resource("files/" + row[0]), row[0]));
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }
}
