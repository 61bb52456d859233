package dev.fovea.project.use;

import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.task.detect.Postprocesses;
import dev.fovea.zoo.Family;
import dev.fovea.zoo.Marks;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import dev.fovea.zoo.detect.Drawing;
import dev.fovea.zoo.detect.FasterRcnn;
import dev.fovea.zoo.detect.Style;
import java.util.List;

/** The networks that can be trained, with what they cost. */
public final class Models {
  /** Networks for pictures below this size were published with ten classes, others with 1,000. */
  private static final int SMALL_PX = 100;

  private static final int COCO = 80;
  private static final int COCO_OF_TORCHVISION = 91;

  private Models() {}

  /**
   * One network.
   *
   * @param name as {@code --model} wants it
   * @param family that it belongs to
   * @param sizePx height and width of the pictures that it is published for
   * @param classes that it is counted with
   * @param parameters that learn
   * @param macs multiply-adds of one picture of that size
   */
  public record Row(
      String name, String family, int sizePx, int classes, long parameters, long macs) {}

  /** All of the zoo, family by family. */
  public static List<Row> all() {
    return Zoo.families().stream().flatMap(f -> f.members().stream().map(m -> row(f, m))).toList();
  }

  /** Detectors as published, counted by what runs for an answer. */
  public static List<Row> detectors() {
    return Detectors.published().stream()
        .map(Models::published)
        .map(drawing ->
            new Row(
                drawing.network().name(),
                family(drawing.style()),
                drawing.sizePx(),
                classes(drawing),
                Params.count(answering(drawing)),
                macs(answering(drawing), Postprocesses.of(drawing.style()), drawing.sizePx())))
        .toList();
  }

  /** A detector with as many classes as it is published for, of COCO's 80 or of its 90 ids. */
  static Drawing published(String detector) {
    Drawing drawing = Detectors.of(detector, DetectorOptions.of(COCO));
    int classes = classes(drawing);
    return classes == COCO ? drawing : Detectors.of(detector, DetectorOptions.of(classes));
  }

  private static int classes(Drawing drawing) {
    return switch (drawing.style()) {
      case Style.Yolo _ -> COCO;
      case Style.RetinaNet _, Style.Fcos _ -> COCO_OF_TORCHVISION;
      case Style.FasterRcnn _ -> COCO_OF_TORCHVISION - 1; // it tells the background by itself
    };
  }

  /** What of a detector runs for an answer: of two heads one. */
  static Network answering(Drawing drawing) {
    return answering(drawing.network(), Postprocesses.of(drawing.style()));
  }

  /** What of a network runs for an answer: of two heads one. */
  static Network answering(Network network, DetectPostprocess how) {
    if (how.coder() instanceof Coder.Regions) return network;
    return network.only(HeadOutput.names(how).toArray(String[]::new));
  }

  private static long macs(Network network, DetectPostprocess how, int px) {
    return macs(network, how, px, px);
  }

  /** Multiply-adds of a picture; of two stages with as many proposals as there may be. */
  static long macs(Network network, DetectPostprocess how, int height, int width) {
    return how.coder() instanceof Coder.Regions regions
        ? FasterRcnn.macs(network, height, width, regions.after())
        : Macs.of(network, height, width);
  }

  static String family(Style style) {
    return switch (style) {
      case Style.Yolo _ -> "YOLO";
      case Style.RetinaNet _ -> "RetinaNet";
      case Style.Fcos _ -> "FCOS";
      case Style.FasterRcnn _ -> "Faster R-CNN";
    };
  }

  static String paper(Style style) {
    return switch (style) {
      case Style.Yolo _ -> "https://arxiv.org/abs/2405.14458";
      case Style.RetinaNet _ -> "https://arxiv.org/abs/1708.02002";
      case Style.Fcos _ -> "https://arxiv.org/abs/1904.01355";
      case Style.FasterRcnn _ -> "https://arxiv.org/abs/1506.01497";
    };
  }

  /** A network of the zoo as published: its size and its number of classes. */
  static Network published(Family.Member member) {
    return member.draw().apply(Options.of(classes(member)));
  }

  private static int classes(Family.Member member) {
    if (member.name().equals(Marks.NAME)) return Marks.CLASSES;
    return member.sizePx() < SMALL_PX ? 10 : 1000;
  }

  private static Row row(Family family, Family.Member member) {
    Network network = published(member);
    return new Row(
        member.name(),
        family.name(),
        member.sizePx(),
        classes(member),
        Params.count(network),
        Macs.of(network, member.sizePx(), member.sizePx()));
  }
}
