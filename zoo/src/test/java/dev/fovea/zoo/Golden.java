package dev.fovea.zoo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A network as PyTorch has it; written by golden.py and detectors.py of src/test/python.
 *
 * @param parameters numbers that an optimiser moves
 * @param macs multiply-adds of one input of the given height and width
 * @param shapes every tensor of the state dict, by name, e.g. {@code [64, 3, 7, 7]}
 */
record Golden(
    String name, long parameters, long macs, int height, int width, Map<String, String> shapes) {

  static List<Golden> all() {
    return all("golden.txt.gz");
  }

  static List<Golden> all(String file) {
    var all = new LinkedHashMap<String, Golden>();
    try (var in = Golden.class.getResourceAsStream(file);
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      Golden open = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("= ")) {
          open = head(line.split(" |x(?=\\d+$)"));
          all.put(open.name(), open);
        } else {
          int space = line.indexOf(' ');
          open.shapes().put(line.substring(0, space), line.substring(space + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all.values());
  }

  static Golden of(String name) {
    return all().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static Golden head(String[] w) {
    return new Golden(
        w[1],
        Long.parseLong(w[2]),
        Long.parseLong(w[3]),
        Integer.parseInt(w[4]),
        Integer.parseInt(w[5]),
        new LinkedHashMap<>());
  }

  @Override
  public String toString() {
    return name;
  }
}
