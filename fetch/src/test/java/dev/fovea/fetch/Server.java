package dev.fovea.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that says whatever a test wants it to, byte by byte. */
final class Server implements AutoCloseable {
  /** What it was asked: the first line, and the headers by small names. */
  record Asked(String line, Map<String, String> headers) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** Writes an answer; the connection is closed behind it. */
  interface Answer {
    void to(Asked asked, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Answer answer;
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  Server(Answer answer) {
    this.answer = answer;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  String origin() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  Remote remote(Digest digest, long bytes) {
    return new Remote(java.net.URI.create(origin() + "/models/w.pth"), digest, bytes);
  }

  private void serve() {
    while (!socket.isClosed())
      try {
        Socket came = socket.accept();
        Thread.ofVirtual().start(() -> talk(came));
      } catch (IOException _) { // closed: the test is over
      }
  }

  private void talk(Socket came) {
    try (came) {
      var in =
          new BufferedReader(
              new InputStreamReader(came.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      if (line == null) return;
      var headers = new TreeMap<String, String>();
      for (String h = in.readLine(); h != null && !h.isEmpty(); h = in.readLine()) {
        int colon = h.indexOf(':');
        headers.put(h.substring(0, colon).toLowerCase(Locale.ROOT), h.substring(colon + 1).strip());
      }
      var question = new Asked(line, headers);
      asked.add(question);
      answer.to(question, came.getOutputStream());
    } catch (IOException _) { // the client went away, as some tests want
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says a head: {@code head(out, "200 OK", "ETag: x")}. */
  static void head(OutputStream out, String status, String... headers) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers);
    out.write(
        (head + (headers.length > 0 ? "\r\n" : "") + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Answers as an honest server does that knows Range and If-Range. */
  static Answer file(byte[] bytes, String etag) {
    return (asked, out) -> {
      String range = asked.header("range");
      String condition = asked.header("if-range");
      if (range.isEmpty() || (!condition.isEmpty() && !condition.equals(etag))) {
        head(out, "200 OK", "Content-Length: " + bytes.length, "ETag: " + etag);
        out.write(bytes);
      } else {
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        head(
            out,
            "206 Partial Content",
            "Content-Length: " + (bytes.length - from),
            "Content-Range: bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        out.write(bytes, from, bytes.length - from);
      }
    };
  }

  /** The first answers in turn, the last one from then on. */
  static Answer inTurn(Answer... answers) {
    var next = new java.util.concurrent.atomic.AtomicInteger();
    return (asked, out) ->
        answers[Math.min(next.getAndIncrement(), answers.length - 1)].to(asked, out);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
