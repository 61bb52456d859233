package dev.fovea.bench;

import dev.fovea.image.Decode;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.Detection;
import dev.fovea.predict.Settings;
import dev.fovea.task.Model;
import dev.fovea.task.detect.TorchDetector;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * What a trained detector of two stages finds in one picture, for torchvision to find it too.
 *
 * <p>Arguments: a {@code .safetensors} model, the file to write, least score, most boxes, and a
 * picture. The file holds the weights by their names, {@code image} [3, h, w] as the network gets
 * it, and {@code found} [k, 6]: label, score, left, top, right, bottom in px of that. Prints a line
 * of JSON.
 */
public final class DetectSame {
  private static final int ROW = 6;

  private DetectSame() {}

  public static void main(String... args) throws IOException {
    Turns.prepare(Runtime.getRuntime().availableProcessors());
    double least = Double.parseDouble(args[2]);
    int most = Integer.parseInt(args[3]);
    var settings = Settings.on("cpu").withDetecting(how -> how.withMinScore(least).withMost(most));
    try (TorchDetector detector = TorchDetector.open(Path.of(args[0]), settings)) {
      Model model = detector.open().model();
      Preprocess preprocess = model.preprocess();
      Image image = Decode.of(Path.of(args[4]));
      FloatBuffer numbers =
          ByteBuffer.allocateDirect(Float.BYTES * preprocess.floats())
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      preprocess.of(image, numbers, 0);
      List<Detection> found = detector.see(numbers, 1).getFirst().found();
      write(Path.of(args[1]), model, numbers, found);
      System.out.printf(
          "{\"network\": \"%s\", \"classes\": [%s], \"mean\": %s, \"deviation\": %s}%n",
          model.network().name(),
          model.classes().names().stream()
              .map(name -> '"' + name + '"')
              .collect(Collectors.joining(", ")),
          preprocess.numbers().mean(),
          preprocess.numbers().deviation());
    }
  }

  private static void write(Path file, Model model, FloatBuffer numbers, List<Detection> found) {
    var rows = new float[found.size() * ROW];
    for (int i = 0; i < found.size(); i++) {
      Detection one = found.get(i);
      rows[ROW * i] = one.label();
      rows[ROW * i + 1] = (float) one.score();
      rows[ROW * i + 2] = (float) one.box().left();
      rows[ROW * i + 3] = (float) one.box().top();
      rows[ROW * i + 4] = (float) one.box().right();
      rows[ROW * i + 5] = (float) one.box().bottom();
    }
    try (var _ = new Scope()) {
      var start = new LinkedHashMap<String, Tensor>(model.weights().tensors());
      Preprocess to = model.preprocess();
      start.put("image", Tensors.of(numbers, to.channels(), to.height(), to.width()));
      start.put("found", Tensors.of(rows, found.size(), ROW));
      SafetensorsWriter.write(file, new LinkedHashMap<>(), start);
    }
  }
}
