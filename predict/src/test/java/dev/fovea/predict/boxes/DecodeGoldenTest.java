package dev.fovea.predict.boxes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Against torchvision's postprocess_detections; the answers are from decode_golden.py. */
class DecodeGoldenTest {
  private static final int PICTURES = 2;
  private static final int CLASSES = 3;
  private static final int HEIGHT = 100;
  private static final int WIDTH = 130;
  private static final List<Integer> LEVELS = List.of(3, 4, 5, 6, 7);

  private long state;

  private float[] numbers(int count, double low, double high) {
    var all = new float[count];
    for (int i = 0; i < count; i++) {
      state = (state * 1103515245 + 12345) % (1L << 31);
      all[i] = (float) (low + (high - low) * (state / (double) (1L << 31)));
    }
    return all;
  }

  private void draw(
      Map<String, OutputMap> maps, String what, int channels, double low, double high) {
    for (int level : LEVELS) {
      int h = -Math.floorDiv(-HEIGHT, 1 << level);
      int w = -Math.floorDiv(-WIDTH, 1 << level);
      maps.put(
          "p" + level + "." + what,
          new OutputMap(numbers(PICTURES * channels * h * w, low, high), PICTURES, channels, h, w));
    }
  }

  @Test
  void answersAreTorchvisions() throws IOException {
    var retinanet = new HashMap<String, OutputMap>();
    draw(retinanet, "boxes", 9 * 4, -1.5, 5);
    draw(retinanet, "scores", 9 * CLASSES, -6, 2);
    var fcos = new HashMap<String, OutputMap>();
    draw(fcos, "boxes", 4, 0, 3);
    draw(fcos, "scores", CLASSES, -6, 2);
    draw(fcos, "centerness", 1, -3, 3);
    var anchors =
        new Coder.Anchors(
            Stream.of(32, 64, 128, 256, 512)
                .map(px ->
                    List.of(
                        (double) px,
                        Math.floor(px * Math.pow(2, 1 / 3.0)),
                        Math.floor(px * Math.pow(2, 2 / 3.0))))
                .toList(),
            List.of(0.5, 1.0, 2.0));
    try (var in = DecodeGoldenTest.class.getResourceAsStream("decode_golden.txt")) {
      assertNotNull(in);
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      compare(
          "retinanet",
          new DetectPostprocess(anchors, LEVELS, false, 0.05, 0.5, 300),
          retinanet,
          lines);
      compare(
          "fcos",
          new DetectPostprocess(new Coder.Distances(), LEVELS, false, 0.2, 0.6, 100),
          fcos,
          lines);
    }
  }

  private static void compare(
      String name, DetectPostprocess how, Map<String, OutputMap> maps, BufferedReader lines)
      throws IOException {
    List<Found> all = new MapDecoder(how, CLASSES, WIDTH, HEIGHT).of(maps);
    assertEquals(PICTURES, all.size());
    for (int picture = 0; picture < PICTURES; picture++) {
      Found found = all.get(picture);
      assertEquals(name + " " + picture + " " + found.count(), lines.readLine());
      for (int i = 0; i < found.count(); i++) {
        String[] words = lines.readLine().split(" ", -1);
        String at = name + " " + picture + ", box " + i;
        for (int side = 0; side < 4; side++)
          assertEquals(Float.parseFloat(words[side]), found.boxes()[4 * i + side], 1e-3, at);
        assertEquals(Float.parseFloat(words[4]), found.scores()[i], 1e-6, at);
        assertEquals(Integer.parseInt(words[5]), found.labels()[i], at);
      }
    }
  }
}
