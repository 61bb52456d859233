package dev.fovea.onnx;

import dev.fovea.graph.Network;
import dev.fovea.graph.Shape;
import dev.fovea.predict.boxes.HeadOutput;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.DetectPostprocess;
import dev.fovea.torch.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * From a detector's maps to boxes, as {@code MapDecoder} of predict makes them: all cells side by
 * side as [n, numbers, cells], of outputs that say each thing once only the best of them.
 */
record BoxTail(Cells cells) implements OnnxGraph.Tail {
  @Override
  public List<String> names(Network network) {
    return List.of(BoxesInside.BOXES, BoxesInside.SCORES, BoxesInside.LABELS);
  }

  @Override
  public List<Value> of(Draft d, SequencedMap<String, Value> outputs) {
    d.begin("boxes");
    DetectPostprocess how = cells.how();
    String logits = together(d, outputs, ".scores", cells.classes());
    String numbers = together(d, outputs, ".boxes", cells.numbers());
    boolean centred = how.coder() instanceof Coder.Distances;
    String scores = logits;
    if (centred) {
      String centerness = together(d, outputs, ".centerness", 1);
      String both =
          d.add(
              "Mul",
              List.of(d.add("Sigmoid", List.of(logits)), d.add("Sigmoid", List.of(centerness))));
      scores = d.add("Sqrt", List.of(both));
    }
    return how.oneToOne() ? best(d, numbers, scores, centred) : all(d, numbers, scores, centred);
  }

  /** The maps of all levels, [n, numbers, cells]. */
  private String together(Draft d, SequencedMap<String, Value> outputs, String what, int numbers) {
    var levels = new ArrayList<String>();
    for (String name : HeadOutput.names(cells.how()))
      if (name.endsWith(what))
        levels.add(flat(d, outputs.get(name).name(), levels.size(), numbers));
    return levels.size() == 1
        ? levels.getFirst()
        : d.add("Concat", levels, Attribute.of("axis", 2));
  }

  private String flat(Draft d, String map, int level, int numbers) {
    int anchors = cells.anchors(level);
    if (anchors == 1) return Forms.reshape(d, map, 0, numbers, -1);
    String apart = Forms.reshape(d, map, 0, anchors, numbers, -1);
    return Forms.reshape(d, Forms.transpose(d, apart, 0, 2, 3, 1), 0, numbers, -1);
  }

  private List<Value> all(Draft d, String numbers, String scores, boolean ready) {
    int count = cells.inside().all();
    String sure = ready ? scores : d.add("Sigmoid", List.of(scores));
    String rows = d.named(Forms.transpose(d, sure, 0, 2, 1), BoxesInside.SCORES);
    float[][] places = cells.places();
    String boxes =
        BoxOps.boxes(
            d,
            cells,
            numbers,
            d.constant("boxes/middles", Tensors.of(places[0], 1, 4, count)),
            d.constant("boxes/sizes", Tensors.of(places[1], 1, 4, count)));
    return List.of(
        new Value(boxes, new Shape.Tokens(count, 4), true),
        new Value(rows, new Shape.Tokens(count, cells.classes()), true));
  }

  /** The best pairs of cell and class are among the cells whose best class is best. */
  private List<Value> best(Draft d, String numbers, String scores, boolean ready) {
    int count = cells.inside().all();
    int classes = cells.classes();
    int few = Math.min(cells.how().most(), count);
    int most = (int) Math.min(cells.how().most(), (long) count * classes);
    String highest = d.add("ReduceMax", List.of(scores, d.wholes(1)), Attribute.of("keepdims", 0));
    String first = Forms.top(d, highest, few).get(1);
    String theirs = Forms.transpose(d, BoxOps.picked(d, scores, first, classes), 0, 2, 1);
    List<String> pairs = Forms.top(d, Forms.reshape(d, theirs, 0, (long) few * classes), most);
    String rank = d.add("Div", List.of(pairs.get(1), d.whole(classes)));
    String chosen = d.add("GatherElements", List.of(first, rank), Attribute.of("axis", 1));
    String labels = d.add("Mod", List.of(pairs.get(1), d.whole(classes)));
    labels = d.named(labels, BoxesInside.LABELS);
    String sure = d.add(ready ? "Identity" : "Sigmoid", List.of(pairs.get(0)));
    sure = d.named(sure, BoxesInside.SCORES);
    float[][] places = cells.places();
    String boxes =
        BoxOps.boxes(
            d,
            cells,
            BoxOps.picked(d, numbers, chosen, cells.numbers()),
            BoxOps.places(d, "boxes/middles", Tensors.of(places[0], 4, count), chosen),
            BoxOps.places(d, "boxes/sizes", Tensors.of(places[1], 4, count), chosen));
    return List.of(
        new Value(boxes, new Shape.Tokens(most, 4), true),
        new Value(sure, new Shape.Vector(most), true),
        new Value(labels, new Shape.Vector(most), true, OnnxProto.INT64));
  }
}
