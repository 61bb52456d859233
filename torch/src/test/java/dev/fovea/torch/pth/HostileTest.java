package dev.fovea.torch.pth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.TorchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is more than a state dict, or less than a file, is refused by name; nothing is run. */
class HostileTest {
  private static final String MORE =
      ", which is more than tensors, numbers and words; nothing in a file is ever run; if you"
          + " trust where it comes from, save its tensors alone in Python: torch.save(torch.load("
          + "FILE, weights_only=False)";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "command, posix.system, .state_dict()",
    "command_inside, posix.system, '[\"state_dict\"]'",
    "module, torch.nn.modules.linear.Linear, .state_dict()",
    "namespace, argparse.Namespace, '[\"state_dict\"]'",
    "array, numpy._core.multiarray._reconstruct, '[\"state_dict\"]'"
  })
  void foreignNames(String file, String name, String key) {
    refused(
        Saved.file("hostile-" + file + ".pth"),
        "holds \"" + name + "\"" + MORE + key + ", \"weights.pth\")");
    assertFalse(Files.exists(Path.of("/tmp/fovea-was-here")));
  }

  @ParameterizedTest
  @CsvSource({
    "quantized, 'holds a quantized tensor (torch._utils._rebuild_qtensor)'",
    "sparse, 'holds a sparse tensor (torch._utils._rebuild_sparse_tensor)'",
    "nested, 'holds a nested tensor (torch._utils._rebuild_nested_tensor)'",
    "complex, 'holds complex numbers (torch.ComplexFloatStorage)'",
    "float8, 'holds numbers of \"torch.float8_e4m3fn\"'",
    "uint16, 'holds numbers of \"torch.uint16\"'",
    "meta, 'holds a tensor without numbers (torch._utils._rebuild_meta_tensor_no_storage)'"
  })
  void otherTensors(String file, String what) {
    refused(
        Saved.file("hostile-" + file + ".pth"),
        what + "; make it plain in Python (to_dense(), dequantize(), float()) and save it again");
  }

  @ParameterizedTest
  @CsvSource({
    "list, 'holds no dict of tensors by name; save a state dict: torch.save(model.state_dict(), FILE)'",
    "numbers, 'holds no tensors by name; save a state dict: torch.save(model.state_dict(), FILE)'",
    "deep, 'holds no dict of tensors by name; save a state dict: torch.save(model.state_dict(), FILE)'",
    "plain, 'is a plain pickle, not a file of torch.save; save it with torch.save'",
    "other_zip, 'is a zip file, but none of torch.save: it holds no data.pkl; name the weights in it'",
    "absolute, 'its record \"/etc/passwd\" names a place outside of the file; torch.save writes no"
        + " such names; do not trust it'",
    "climbing, 'its record \"archive/../../x\" names a place outside of the file; torch.save writes"
        + " no such names; do not trust it'"
  })
  void otherFiles(String file, String sentence) {
    refused(Saved.file("hostile-" + file + ".pth"), sentence);
  }

  @Test
  void numbersThatLie() {
    String one = "K\u0001";
    String huge = "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f";
    reads(Saved.tensor("K\u0004", "K\u0000", "K\u0002K\u0002", "K\u0002K\u0001"));
    broken(
        Saved.tensor("K\u0004", one, "K\u0004", one),
        "a tensor of shape [4] reaches beyond its storage of 4 numbers");
    broken(
        Saved.tensor("K\u0004", "K\u0000", huge + huge, one + one),
        "a tensor of shape [9223372036854775807, 9223372036854775807] is larger than any file");
    broken(
        Saved.tensor("K\u0004", "K\u0000", huge, "K\u0000"),
        "a tensor of shape [9223372036854775807] repeats the 4 numbers of its storage");
    broken(
        Saved.tensor("K\u0005", "K\u0000", one, one),
        "a storage holds 16 bytes where its tensors need 20");
    broken(
        Saved.tensor(huge, "K\u0000", one, one), "a tensor of shape [1] is larger than any file");
    broken(Saved.tensor("K\u0004", "J\u00ff\u00ff\u00ff\u00ff", one, one), "counts below 0");
    broken(Saved.tensor("K\u0004", "K\u0000", one, ""), "a tensor has 1 dimensions and 0 strides");
  }

  @Test
  void picklesThatExplode() {
    String cut = "the file is cut short, or promises more than it holds";
    broken(Saved.pickle("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f"), cut);
    broken(Saved.pickle("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"), cut);
    broken(Saved.pickle("X\u00ff\u00ff\u00ff\u00ff"), cut);
    broken(
        Saved.pickle("]r\u00ff\u00ff\u00ff\u00ff0"),
        "holds the pickle instruction 0x30 at byte" + " 8, which no state dict needs");
    broken(
        Saved.pickle("]".repeat(Unpickler.MOST_THINGS + 1)),
        "holds more than " + Unpickler.MOST_THINGS + " things in one pickle");
    String nest = "]".repeat(1_000_000) + "a".repeat(999_999);
    refused(
        "deep",
        Saved.zip(Saved.pickle(nest)),
        "holds no dict of tensors by name; save a state dict: torch.save(model.state_dict(), FILE)");
    broken(Saved.pickle("}}\u0085Ns"), "has a dict with a key that is neither a word nor a number");
    broken(Saved.pickle("cos\n" + "x".repeat(2000)), "holds a name of more than 1000 B");
    String laughs = "]q\u0000" + "](h\u0000h\u0000h\u0000h\u0000eq\u0000".repeat(100);
    refused(
        "laughs",
        Saved.zip(Saved.pickle(laughs)),
        "holds no dict of tensors by name; save a state dict: torch.save(model.state_dict(), FILE)");
  }

  @Test
  void whatIsNoThingIsCountedToo() {
    String many = "holds more than " + Unpickler.MOST_THINGS + " things in one pickle";
    broken(Saved.pickle("(".repeat(Unpickler.MOST_THINGS + 1)), many);
    broken(Saved.pickle("}" + "\u0094".repeat(Unpickler.MOST_THINGS)), many);
  }

  /** 3,000 keys lead to one dict, whose 3,000 keys lead to another one with as many. */
  @Test
  void manyWaysToOneDictAreGoneOnce() {
    String inner = "}(" + keys(0, "N") + "uq\u0000";
    String middle = "}(M\u0000\u0000" + inner + keys(1, "h\u0000") + "uq\u0001";
    String root = "}(M\u0000\u0000" + middle + keys(1, "h\u0001") + "u";
    assertTimeout(
        Duration.ofSeconds(20),
        () ->
            refused(
                "ways",
                Saved.zip(Saved.pickle(root)),
                "holds no tensors by name; save a state dict: torch.save(model.state_dict(), FILE)"));
  }

  private static String keys(int from, String value) {
    var keys = new StringBuilder();
    for (int i = from; i < 3000; i++)
      keys.append('M').append((char) (i & 255)).append((char) (i >> 8)).append(value);
    return keys.toString();
  }

  @Test
  void zipsThatLie() throws IOException {
    byte[] pickle = Saved.tensor("K\u0004", "K\u0000", "K\u0004", "K\u0001");
    refused(
        "packed",
        Saved.zip(ZipEntry.DEFLATED, "archive/data.pkl", new byte[1_000_000]),
        "its record \"archive/data.pkl\" is compressed or locked; it was packed by another program;"
            + " unpack it, or save it again with torch.save");
    byte[] whole = Saved.zip(pickle);
    int entry = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    for (int at : new int[] {20, 24}) {
      byte[] lie = whole.clone();
      lie[entry + at] = 17;
      refused("lie", lie, "its record \"archive/data/0\" is of two sizes; fetch or save it again");
    }
    byte[] both = whole.clone();
    both[entry + 20] = 127;
    both[entry + 24] = 127;
    refused(
        "both",
        both,
        "the file is cut short, or promises more than it holds; fetch or save it again");
    byte[] big =
        Saved.latin(new String(whole, StandardCharsets.ISO_8859_1).replace("little", "biggie"));
    refused(
        "big", big, "its numbers are big-endian; load and save it with PyTorch on another machine");
    var tar = new byte[512];
    System.arraycopy(Saved.latin("ustar"), 0, tar, 257, 5);
    refused(
        "tar",
        tar,
        "is a tar file of PyTorch's first months, which is not read; load it in Python and save its"
            + " state dict again");
    refused("text", Saved.latin("hello"), "is no file of torch.save; fetch or save it again");
    refused("empty", new byte[0], "is no file of torch.save; fetch or save it again");
  }

  private void reads(byte[] pickle) {
    try (var file = PthFile.open(written("a", Saved.zip(pickle)), Optional.empty())) {
      assertEquals(4, file.tensors().get("a").size());
    }
  }

  private void broken(byte[] pickle, String what) {
    Path file = written("a", Saved.zip(pickle));
    String said = assertThrows(TorchException.class, () -> open(file)).getMessage();
    assertTrue(said.startsWith(file + ": " + what + "; "), said);
  }

  private void refused(String name, byte[] bytes, String sentence) {
    refused(written(name, bytes), sentence);
  }

  private static void refused(Path file, String sentence) {
    var refusal = assertThrows(TorchException.class, () -> open(file));
    assertEquals(file + ": " + sentence, refusal.getMessage());
  }

  private static void open(Path file) {
    PthFile.open(file, Optional.empty()).close();
  }

  private Path written(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name + ".pth"), bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
