package dev.fovea.torch.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of protobuf.dev's page on the wire format, and what follows from it by hand. */
class ProtobufTest {
  @Test
  void numbersAndTexts() {
    assertBytes("08 96 01", new Protobuf().integer(1, 150));
    assertBytes("12 07 74 65 73 74 69 6e 67", new Protobuf().text(2, "testing"));
    assertBytes("0a 02 c3 a4", new Protobuf().text(1, "ä"));
    assertBytes("08 fe ff ff ff ff ff ff ff ff 01", new Protobuf().integer(1, -2));
    assertBytes("0d 00 00 80 3f", new Protobuf().real(1, 1f));
    assertBytes("11 00 00 00 00 00 00 f0 3f", new Protobuf().real(2, 1.0));
    assertBytes("a0 01 07", new Protobuf().integer(20, 7));
  }

  @Test
  void zeroIsLeftOutUnlessItMustBePresent() {
    assertBytes("", new Protobuf().integer(1, 0));
    assertBytes("18 00", new Protobuf().present(3, 0));
  }

  @Test
  void messagesLieInMessages() {
    var inner = new Protobuf().integer(1, 150);
    assertBytes("1a 03 08 96 01", new Protobuf().message(3, inner));
    assertBytes("0a 00", new Protobuf().message(1, new Protobuf()));
  }

  @Test
  void lateContentsStandWhereTheyWereAdded() {
    var tensor =
        new Protobuf()
            .integer(1, 1)
            .bytes(9, 2, out -> out.write(ByteBuffer.wrap(new byte[] {5, 6})))
            .integer(2, 2);
    var model = new Protobuf().integer(1, 8).message(2, tensor).integer(3, 3);
    assertEquals(14, model.size());
    assertBytes("08 08 12 08 08 01 4a 02 05 06 10 02 18 03", model);
  }

  private static void assertBytes(String hex, Protobuf message) {
    assertEquals(hex, HexFormat.ofDelimiter(" ").formatHex(message.toBytes()));
  }
}
