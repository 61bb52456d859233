package dev.fovea.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Params;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.FasterRcnn;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, shapes and counts of torchvision's detectors, of 91 classes without a background. */
class DetectorGoldenTest {
  static List<Golden> golden() {
    return Golden.all("detectors.txt.gz");
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isTorchvisions(Golden golden) {
    var network = Detectors.of(golden.name(), DetectorOptions.of(91)).network();
    var shapes = new TreeMap<String, String>();
    Params.of(network).forEach((name, p) -> shapes.put(name, p.shape().toString()));

    assertEquals(new TreeMap<>(golden.shapes()), shapes);
    assertEquals(golden.parameters(), Params.count(network));
    var pictures =
        golden.name().startsWith("fasterrcnn")
            ? FasterRcnn.part(network, FasterRcnn.Part.TRUNK)
            : network;
    assertEquals(golden.macs(), Macs.of(pictures, golden.height(), golden.width()));
  }
}
