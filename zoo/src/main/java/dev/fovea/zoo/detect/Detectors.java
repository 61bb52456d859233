package dev.fovea.zoo.detect;

import dev.fovea.graph.GraphException;
import dev.fovea.graph.Spelling;
import dev.fovea.zoo.Zoo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** Every detector that Fovea can draw, by name. */
public final class Detectors {
  private static final SequencedMap<String, Function<DetectorOptions, Drawing>> FIXED =
      new LinkedHashMap<>();

  private static final SequencedMap<String, Over> OVER = new LinkedHashMap<>();

  static {
    FIXED.put("yolo-n", Yolo::n);
    FIXED.put("yolo-s", Yolo::s);
    FIXED.put("yolo-m", Yolo::m);
    FIXED.put("retinanet_resnet50_fpn", RetinaNet::resnet50);
    FIXED.put("retinanet_resnet50_fpn_v2", RetinaNet::resnet50V2);
    FIXED.put("fcos_resnet50_fpn", Fcos::resnet50);
    FIXED.put("fasterrcnn_resnet50_fpn", FasterRcnn::resnet50);
    FIXED.put("fasterrcnn_resnet50_fpn_v2", FasterRcnn::resnet50V2);
    FIXED.put("fasterrcnn_mobilenet_v3_large_fpn", FasterRcnn::mobileNet);
    FIXED.put("fasterrcnn_mobilenet_v3_large_320_fpn", FasterRcnn::mobileNet320);
    OVER.put("yolo-", Yolo::over);
    OVER.put("retinanet-", RetinaNet::over);
    OVER.put("fcos-", Fcos::over);
    OVER.put("fasterrcnn-", FasterRcnn::over);
  }

  /** A detector over any backbone. */
  private interface Over {
    Drawing draw(Backbones.Base base, String name, DetectorOptions options);
  }

  /** Reckoned when first asked for. */
  private static final class Names {
    private static final List<String> ALL = all();
  }

  private Detectors() {}

  /**
   * All names: those with backbones of their own first, e.g. {@code yolo-n}, {@code yolo-resnet18}.
   */
  public static List<String> names() {
    return Names.ALL;
  }

  /** Those drawn as their papers or publishers have them. */
  public static List<String> published() {
    return List.copyOf(FIXED.sequencedKeySet());
  }

  /**
   * What stands before the name of a backbone: {@code yolo-}, {@code retinanet-}, {@code fcos-},
   * {@code fasterrcnn-}.
   */
  public static List<String> prefixes() {
    return List.copyOf(OVER.sequencedKeySet());
  }

  /** Whether a name is that of a detector. */
  public static boolean has(String name) {
    return FIXED.containsKey(name) || names().contains(name);
  }

  /** Draws a detector by name. */
  public static Drawing of(String name, DetectorOptions options) {
    var fixed = FIXED.get(name);
    if (fixed != null) return fixed.apply(options);
    for (var over : OVER.entrySet()) {
      String backbone = name.substring(Math.min(name.length(), over.getKey().length()));
      if (!name.startsWith(over.getKey()) || !Zoo.names().contains(backbone)) continue;
      var base = Backbones.Base.of(backbone, options.channels());
      return over.getValue().draw(base, name, options);
    }
    throw new GraphException("there is no detector " + name + Spelling.hint(name, names()));
  }

  private static List<String> all() {
    var all = new ArrayList<>(FIXED.keySet());
    List<String> backbones = Backbones.names();
    for (String kind : OVER.keySet()) backbones.forEach(backbone -> all.add(kind + backbone));
    return List.copyOf(all);
  }
}
