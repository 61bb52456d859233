package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainTest {
  private static String printed(java.util.function.Consumer<PrintStream> print) {
    var bytes = new ByteArrayOutputStream();
    var plain = new Plain(bytes, "bytes", StandardCharsets.UTF_8);
    print.accept(plain);
    plain.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void escapesInNamesDoNotReachTheTerminal() {
    String name = "a\033]0;title\007\u009b2J\u202egnp.\r\bpng";
    String shown = "a?]0;title??2J?gnp.??png";
    assertEquals(shown, printed(p -> p.print(name)));
    assertEquals(shown + System.lineSeparator(), printed(p -> p.println(name)));
    assertEquals("<" + shown + ">", printed(p -> p.printf("<%s>", name)));
    assertEquals(shown, printed(p -> p.append(name)));
    assertEquals(shown, printed(p -> p.print((Object) name)));
  }

  @Test
  void linesTabsAndLettersStay() {
    assertEquals(
        "one\ttwo\nd\u00e9j\u00e0 \u6f22",
        printed(p -> p.print("one\ttwo\nd\u00e9j\u00e0 \u6f22")));
  }

  @Test
  void bytesPassAsTheyAre() {
    assertEquals("\r\033[K", printed(p -> p.writeBytes(new byte[] {'\r', 27, '[', 'K'})));
  }

  @Test
  void aSentenceIsOneLine() {
    assertEquals("a?b?[31m.jpg is broken", new Sentence(1, "a\nb\033[31m.jpg is broken").text());
  }
}
