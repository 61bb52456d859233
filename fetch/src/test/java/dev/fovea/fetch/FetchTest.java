package dev.fovea.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are slow, cut off, lie, serve other bytes, or want a token. */
class FetchTest {
  private static final byte[] BYTES = bytes(300_000, 1);
  private static final Digest DIGEST = Digest.of(BYTES);
  private static final Server.Answer HONEST = Server.file(BYTES, "\"v1\"");

  @TempDir Path box;
  private final List<FetchEvent> events = new ArrayList<>();

  private static byte[] bytes(int count, long seed) {
    var bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Settings settings(Map<String, String> tokens, List<Mirror> mirrors, boolean offline) {
    var patience =
        new Patience(Duration.ofSeconds(2), Duration.ofMillis(400), 3, Duration.ofMillis(1));
    return new Settings(box, offline, mirrors, tokens, Map.of(), patience);
  }

  private Fetch fetch() {
    return new Fetch(settings(Map.of(), List.of(), false));
  }

  private Path file(Remote remote) {
    return fetch().file(remote, events::add);
  }

  private FetchException refused(Remote remote) {
    var e = assertThrows(FetchException.class, () -> file(remote));
    assertFalse(Files.exists(fetch().place(remote)), "nothing may stand in the place");
    return e;
  }

  private long again() {
    return events.stream().filter(FetchEvent.Again.class::isInstance).count();
  }

  private static Server.Answer cut(int after) {
    return (_, out) -> {
      Server.head(out, "200 OK", "Content-Length: " + BYTES.length, "ETag: \"v1\"");
      out.write(BYTES, 0, after);
    };
  }

  @Test
  void aFileComesWholeWithItsDigestBesideItAndOnlyOnce() throws IOException {
    try (var server = new Server(HONEST)) {
      var remote = server.remote(new Digest(DIGEST.hex().substring(0, 8)), 290_000);
      Path file = file(remote);
      assertArrayEquals(BYTES, Files.readAllBytes(file));
      assertEquals(
          DIGEST.hex() + "  w.pth\n", Files.readString(file.resolveSibling("w.pth.sha256")));
      assertEquals(new FetchEvent.Started(remote, 0, BYTES.length), events.getFirst());
      assertEquals(new FetchEvent.Came(BYTES.length, BYTES.length), events.getLast());
      assertEquals(file, file(remote));
      assertEquals(1, server.asked.size());
      try (var left = Files.list(file.getParent())) {
        assertFalse(left.anyMatch(p -> p.toString().contains(".part")));
      }
    }
  }

  @Test
  void whatIsCutOffIsGoneOnWith() throws IOException {
    try (var server = new Server(Server.inTurn(cut(100_000), HONEST))) {
      assertArrayEquals(BYTES, Files.readAllBytes(file(server.remote(Digest.NONE, 0))));
      assertEquals(1, again());
      assertEquals("\"v1\"", server.asked.get(1).header("if-range"));
      assertTrue(server.asked.get(1).header("range").matches("bytes=[1-9]\\d*-"));
    }
  }

  @Test
  void aWholeFileThatAKillLeftBesideItsPlaceIsKept() throws IOException {
    Server.Answer nothingMore =
        (asked, out) -> {
          assertEquals("bytes=" + BYTES.length + "-", asked.header("range"));
          Server.head(
              out,
              "416 Range Not Satisfiable",
              "Content-Range: bytes */" + BYTES.length,
              "Content-Length: 0");
        };
    try (var server = new Server(nothingMore)) {
      var remote = server.remote(DIGEST, 0);
      Path place = fetch().place(remote);
      Files.createDirectories(place.getParent());
      Files.write(place.resolveSibling("." + place.getFileName() + ".part"), BYTES);
      assertArrayEquals(BYTES, Files.readAllBytes(file(remote)));
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedFromItsBeginning() throws IOException {
    byte[] other = bytes(200_000, 2);
    try (var server = new Server(Server.inTurn(cut(100_000), Server.file(other, "\"v2\"")))) {
      assertArrayEquals(other, Files.readAllBytes(file(server.remote(Digest.NONE, 0))));
    }
  }

  @Test
  void piecesOfTwoFilesAreNoticedAndFetchedAnew() throws IOException {
    byte[] other = bytes(BYTES.length, 2);
    Server.Answer cutOther =
        (_, out) -> {
          Server.head(out, "200 OK", "Content-Length: " + other.length);
          out.write(other, 0, 100_000);
        };
    try (var server = new Server(Server.inTurn(cutOther, HONEST))) {
      assertArrayEquals(BYTES, Files.readAllBytes(file(server.remote(DIGEST, 0))));
      assertEquals(3, server.asked.size());
    }
  }

  @Test
  void theNextCallGoesOnWhereThisOneGaveUp() throws IOException {
    try (var server = new Server(Server.inTurn(cut(9_000), cut(0), cut(0), HONEST))) {
      var remote = server.remote(DIGEST, 0);
      assertEquals(FetchException.Kind.UNREACHABLE, refused(remote).kind());
      assertArrayEquals(BYTES, Files.readAllBytes(file(remote)));
    }
  }

  @Test
  void aServerThatAlwaysCutsOffIsLeftAfterSomeAttempts() throws IOException {
    try (var server = new Server(cut(0))) {
      var remote = server.remote(DIGEST, 0);
      var e = refused(remote);
      assertEquals(
          remote
              + " could not be fetched: the connection was cut; check the network and https_proxy,"
              + " or put the file by hand at "
              + fetch().place(remote),
          e.getMessage());
      assertEquals(3, server.asked.size());
    }
  }

  @Test
  void aServerThatNeverAnswersIsAskedOnce() throws IOException {
    try (var server = new Server((_, _) -> Thread.sleep(5_000))) {
      var e = refused(server.remote(DIGEST, 0));
      assertTrue(e.getMessage().contains("no answer came for 0.40 s"), e.getMessage());
      assertEquals(FetchException.Kind.UNREACHABLE, e.kind());
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void aServerThatFallsSilentIsAskedAgain() throws IOException {
    Server.Answer silent =
        (asked, out) -> {
          cut(50_000).to(asked, out);
          out.flush();
          Thread.sleep(5_000);
        };
    try (var server = new Server(Server.inTurn(silent, HONEST))) {
      assertArrayEquals(BYTES, Files.readAllBytes(file(server.remote(DIGEST, 0))));
      var again =
          (FetchEvent.Again)
              events.stream().filter(FetchEvent.Again.class::isInstance).findFirst().orElseThrow();
      assertEquals("nothing came for 0.40 s", again.reason());
    }
  }

  @Test
  void aSlowServerIsWaitedFor() throws IOException {
    Server.Answer slow =
        (_, out) -> {
          Server.head(out, "200 OK", "Content-Length: " + BYTES.length);
          for (int i = 0; i < BYTES.length; i += 50_000) {
            out.write(BYTES, i, 50_000);
            out.flush();
            Thread.sleep(100);
          }
        };
    try (var server = new Server(slow)) {
      assertArrayEquals(BYTES, Files.readAllBytes(file(server.remote(DIGEST, 0))));
      assertEquals(0, again());
    }
  }

  @Test
  void otherBytesAreRefusedAndNotKept() throws IOException {
    byte[] other = bytes(BYTES.length, 2);
    try (var server = new Server(Server.file(other, "\"v1\""))) {
      var remote = server.remote(DIGEST, 0);
      var e = refused(remote);
      assertEquals(
          remote
              + " is not the file that was published: its sha256 begins with "
              + Digest.of(other).brief()
              + ", not with "
              + DIGEST.brief()
              + "; nothing of it was kept, try again later or name another source",
          e.getMessage());
      assertEquals(FetchException.Kind.WRONG, e.kind());
      assertFalse(Files.exists(fetch().place(remote).resolveSibling(".w.pth.part")));
    }
  }

  @Test
  void lengthsThatLieAreNoticed() throws IOException {
    Server.Answer tooMuch =
        (_, out) -> {
          Server.head(out, "200 OK", "Content-Length: " + 1000L * BYTES.length);
          out.write(BYTES);
        };
    try (var server = new Server(tooMuch)) {
      var e = refused(server.remote(DIGEST, BYTES.length));
      assertTrue(e.getMessage().contains("announces 300.0 MB, not about 0.3 MB"), e.getMessage());
    }
    Server.Answer tooLittle =
        (_, out) -> {
          Server.head(out, "200 OK", "Content-Length: 1000");
          out.write(BYTES);
        };
    try (var server = new Server(tooLittle)) {
      var e = refused(server.remote(DIGEST, 0));
      assertTrue(e.getMessage().contains("its sha256 begins with"), e.getMessage());
    }
    Server.Answer endless =
        (_, out) -> {
          Server.head(out, "200 OK");
          while (true) out.write(BYTES);
        };
    try (var server = new Server(endless)) {
      var e = refused(server.remote(DIGEST, BYTES.length));
      assertTrue(e.getMessage().contains("sends at least"), e.getMessage());
    }
    Server.Answer beyondTheDisk =
        (_, out) -> Server.head(out, "200 OK", "Content-Length: " + Long.MAX_VALUE / 10);
    try (var server = new Server(beyondTheDisk)) {
      var e = refused(server.remote(DIGEST, 0));
      assertTrue(e.getMessage().contains("the disk is full; make room"), e.getMessage());
      assertEquals(FetchException.Kind.LOCAL, e.kind());
    }
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws IOException {
    Server.Answer busy = (_, out) -> Server.head(out, "503 Busy", "Content-Length: 0");
    try (var server = new Server(Server.inTurn(busy, busy, HONEST))) {
      assertArrayEquals(BYTES, Files.readAllBytes(file(server.remote(DIGEST, 0))));
      assertEquals(2, again());
    }
  }

  @Test
  void redirectsAreFollowedAndTokensStayWithTheirHost() throws IOException {
    try (var store = new Server(HONEST);
        var hub =
            new Server((asked, out) -> {
              boolean known = asked.header("authorization").equals("Bearer secret");
              if (known)
                Server.head(
                    out,
                    "302 Found",
                    "Location: " + store.origin() + "/blob?key=1",
                    "X-Linked-ETag: \"" + DIGEST.hex() + "\"",
                    "Content-Length: 0");
              else Server.head(out, "401 Unauthorized", "Content-Length: 0");
            })) {
      var remote = Remote.of(Settings.HUB + "/timm/x/resolve/main/w.pth");
      var mirrors = List.of(new Mirror(Settings.HUB + "/", hub.origin() + "/"));
      var unknown = new Fetch(settings(Map.of(), mirrors, false));
      var e = assertThrows(FetchException.class, () -> unknown.file(remote, events::add));
      assertTrue(e.getMessage().contains("(401); set HF_TOKEN to a token"), e.getMessage());
      var known = new Fetch(settings(Map.of(hub.origin(), "secret"), mirrors, false));
      Path file = known.file(remote, events::add);
      assertArrayEquals(BYTES, Files.readAllBytes(file));
      assertEquals(box.resolve("fetched/huggingface.co/timm/x/resolve/main/w.pth"), file);
      assertEquals("", store.asked.getFirst().header("authorization"));
    }
  }

  @Test
  void theDigestThatAHubSaysIsHeldAgainstWhatComes() throws IOException {
    try (var store = new Server(Server.file(bytes(1000, 3), "\"v\""));
        var hub =
            new Server((_, out) ->
                Server.head(
                    out,
                    "302 Found",
                    "Location: " + store.origin() + "/blob",
                    "X-Linked-ETag: \"" + DIGEST.hex() + "\""))) {
      assertEquals(FetchException.Kind.WRONG, refused(hub.remote(Digest.NONE, 0)).kind());
    }
  }

  @Test
  void redirectsWithoutEndOrOutOfTheNetworkAreNotFollowed() throws IOException {
    try (var circle = new Server((_, out) -> Server.head(out, "302 Found", "Location: /x"))) {
      var e = refused(circle.remote(DIGEST, 0));
      assertTrue(e.getMessage().contains("leads from one place to the next"), e.getMessage());
    }
    try (var odd = new Server((_, out) -> Server.head(out, "302 Found", "Location: file:///etc"))) {
      var e = refused(odd.remote(DIGEST, 0));
      assertTrue(
          e.getMessage().contains("leads to 'file:///etc', which is not followed"), e.getMessage());
    }
  }

  @Test
  void aFileThatIsNotThereIsSaid() throws IOException {
    try (var server = new Server((_, out) -> Server.head(out, "404 No", "Content-Length: 0"))) {
      var remote = server.remote(DIGEST, 0);
      assertEquals(
          remote + " does not exist (404); check the spelling, or name another url",
          refused(remote).getMessage());
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void nobodyThereIsSaidAtOnce() throws IOException {
    Remote remote;
    try (var server = new Server(HONEST)) {
      remote = server.remote(DIGEST, 0);
    }
    var e = refused(remote);
    assertTrue(
        e.getMessage().contains("the connection was refused; check the network"), e.getMessage());
    assertEquals(0, again());
  }

  @Test
  void aDamagedFileOfTheCacheIsFetchedAnewAndOfflineSaid() throws IOException {
    try (var server = new Server(HONEST)) {
      var remote = server.remote(Digest.NONE, 0);
      Path file = file(remote);
      Files.writeString(file, "damaged");
      var offline = new Fetch(settings(Map.of(), List.of(), true));
      var e = assertThrows(FetchException.class, () -> offline.file(remote, events::add));
      assertTrue(e.getMessage().contains("w.pth in the cache is damaged; put"), e.getMessage());
      events.clear();
      assertArrayEquals(BYTES, Files.readAllBytes(file(remote)));
      assertEquals(new FetchEvent.Damaged(file), events.getFirst());
    }
  }

  @Test
  void manyAtOnceAskOnce() throws Exception {
    Server.Answer slow =
        (asked, out) -> {
          Thread.sleep(200);
          HONEST.to(asked, out);
        };
    try (var server = new Server(slow);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var remote = server.remote(DIGEST, 0);
      Callable<Path> one = () -> fetch().file(remote, _ -> {});
      for (var done : threads.invokeAll(List.of(one, one, one, one)))
        assertArrayEquals(BYTES, Files.readAllBytes(done.get()));
      assertEquals(1, server.asked.size());
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(box.resolve("fetched"), "a file in the way");
    try (var server = new Server(HONEST)) {
      var remote = server.remote(DIGEST, 0);
      var e = assertThrows(FetchException.class, () -> file(remote));
      assertEquals(FetchException.Kind.LOCAL, e.kind());
      assertTrue(
          e.getMessage().endsWith("or name another folder with FOVEA_CACHE"), e.getMessage());
      assertEquals(0, server.asked.size());
    }
  }
}
