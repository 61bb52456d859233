package dev.fovea.torch.pth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.torch.TorchException;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.load.WeightsFile;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are cut short where one of their parts begins or ends, and beside it; and zip files
 * that are whole on the outside and cut within, one record after the other, at every byte. A
 * sentence or the right tensors; never wrong ones. {@link DamagedPthTest} cuts tiny files anywhere.
 */
@Timeout(60)
class CutTest {
  private static final byte STOP = '.';

  @TempDir Path folder;

  /** The boundaries are those that Python's readers see: boundaries.py. */
  @ParameterizedTest
  @MethodSource("boundaries")
  void everyBoundary(String line) throws IOException {
    String[] words = line.split(" ");
    byte[] whole = Saved.bytes(words[0]);
    assertFalse(numbers(whole).isEmpty());
    var lengths = new TreeSet<Integer>();
    for (String word : List.of(words).subList(1, words.length))
      for (int beside = -1; beside <= 1; beside++) lengths.add(Integer.parseInt(word) + beside);
    lengths.removeIf(length -> length < 0 || length >= whole.length);
    for (int length : lengths)
      assertEquals(Map.of(), numbers(Arrays.copyOf(whole, length)), words[0] + " cut at " + length);
  }

  static List<String> boundaries() throws IOException {
    return Files.readAllLines(Saved.file("boundaries.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-zip-2", "rich-zip", "wrapped", "numpy-5"})
  void everyRecord(String name) throws IOException {
    Map<String, byte[]> whole = Saved.records(name + ".pth");
    Map<String, String> wanted = numbers(Saved.bytes(name + ".pth"));
    assertFalse(wanted.isEmpty());
    assertEquals(wanted, numbers(Saved.zip(ZipEntry.STORED, whole)), "packed anew");
    for (var record : whole.entrySet())
      for (int length = 0; length < record.getValue().length; length++) {
        byte[] zip = with(whole, record.getKey(), Arrays.copyOf(record.getValue(), length));
        Map<String, String> got = numbers(zip);
        String where = name + ": " + record.getKey() + " cut at " + length;
        if (needed(record.getKey())) assertEquals(Map.of(), got, where);
        else assertEquals(wanted, got, where);
      }
  }

  /** A pickle that stops early is whole again; it may hold less, but nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"tiny-zip-2", "rich-zip", "numpy-5"})
  void aPickleThatStopsEarly(String name) throws IOException {
    Map<String, byte[]> whole = Saved.records(name + ".pth");
    Map<String, String> wanted = numbers(Saved.bytes(name + ".pth"));
    String record = whole.keySet().stream().filter(r -> r.endsWith("/data.pkl")).findFirst().get();
    byte[] pickle = whole.get(record);
    int refused = 0;
    for (int length = 2; length < pickle.length; length++) {
      byte[] early = Arrays.copyOf(pickle, length + 1);
      early[length] = STOP;
      Map<String, String> got = numbers(with(whole, record, early));
      if (got.isEmpty()) refused++;
      assertEquals(keep(wanted, got), got, name + " stops at " + length);
    }
    assertTrue(refused > pickle.length / 2, refused + " refused of " + pickle.length);
  }

  private static Map<String, String> keep(Map<String, String> all, Map<String, String> some) {
    var kept = new TreeMap<>(all);
    kept.keySet().retainAll(some.keySet());
    return kept;
  }

  /** Whether the tensors hang on it. */
  private static boolean needed(String record) {
    return record.endsWith("/data.pkl") || record.contains("/data/") || record.endsWith("order");
  }

  private static byte[] with(Map<String, byte[]> whole, String record, byte[] bytes) {
    var all = new LinkedHashMap<>(whole);
    all.put(record, bytes);
    return Saved.zip(ZipEntry.STORED, all);
  }

  /** Type, shape and numbers of each tensor; empty where the file is refused. */
  private Map<String, String> numbers(byte[] zip) throws IOException {
    Path path = Files.write(folder.resolve("a.pth"), zip);
    try (var file = WeightsFile.open(path)) {
      var numbers = new TreeMap<String, String>();
      file.tensors().forEach((name, tensor) -> numbers.put(name, shown(tensor)));
      assertFalse(numbers.isEmpty());
      return numbers;
    } catch (TorchException e) {
      assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return Map.of();
    }
  }

  private static String shown(StoredTensor tensor) {
    String numbers = HexFormat.of().formatHex(tensor.bytes().toArray(ValueLayout.JAVA_BYTE));
    return tensor.type() + " " + tensor.shape() + " " + tensor.strides() + " " + numbers;
  }
}
