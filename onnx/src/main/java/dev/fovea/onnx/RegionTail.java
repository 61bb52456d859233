package dev.fovea.onnx;

import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Shapes;
import dev.fovea.graph.Size;
import dev.fovea.predict.boxes.AnchorRows;
import dev.fovea.predict.boxes.BoxCode;
import dev.fovea.predict.boxes.PictureSize;
import dev.fovea.predict.boxes.Proposals;
import dev.fovea.predict.boxes.RegionLevels;
import dev.fovea.predict.boxes.RegionPooler;
import dev.fovea.predict.boxes.RegionReader;
import dev.fovea.predict.model.BoxesInside;
import dev.fovea.predict.model.Coder;
import dev.fovea.predict.model.RegionsInside;
import dev.fovea.torch.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * The rest of a detector of two stages, from what the first network says of its maps to boxes, as
 * {@code Proposals}, {@code RegionPooler} and {@code RegionReader} of predict make them: rows are
 * padded to as many proposals as there may be, the second network sees those that are there.
 *
 * @param box the second network, whose tensors the first one's weights hold as well
 * @param how the first one's numbers
 * @param inside the limits
 * @param classes without the background
 */
record RegionTail(Network box, Coder.Regions how, RegionsInside inside, int classes, Size picture)
    implements OnnxGraph.Tail {
  /** The score of what is no box. */
  private static final float NONE = -1;

  /** Between that and the scores of boxes. */
  private static final float ANY = -0.5f;

  @Override
  public List<String> names(Network network) {
    var names = new ArrayList<>(Params.of(box).keySet());
    names.addAll(List.of(BoxesInside.BOXES, BoxesInside.SCORES, BoxesInside.LABELS));
    return names;
  }

  /** Boxes [n, count, 4] in px, and their scores [n, count]. */
  private record Rows(String boxes, String scores, int count) {}

  @Override
  public List<Value> of(Draft d, SequencedMap<String, Value> outputs) {
    d.begin("proposals");
    Rows proposals = proposals(d, outputs);
    d.begin("regions");
    String there = d.add("Greater", List.of(proposals.scores(), d.number(ANY)));
    var features = new ArrayList<String>();
    var places = new ArrayList<String>();
    pool(d, outputs, proposals, there, features, places);
    String index = together(d, places, 0);
    var region = (Shape.Map) box.input().shape();
    var entering = new Value(together(d, features, 0), region, true);
    SequencedMap<String, Value> said =
        OnnxGraph.draw(d, box, Map.of(box.input().name(), entering), Shapes.of(box), Map.of());
    d.begin("boxes");
    String logits = said.get("classes").name();
    String changes = said.get("boxes").name();
    return answers(d, proposals, index, logits, changes);
  }

  private static String together(Draft d, List<String> parts, int axis) {
    return parts.size() == 1
        ? parts.getFirst()
        : d.add("Concat", parts, Attribute.of("axis", axis));
  }

  /** The best changes of anchors, of each map without those that overlap a better one. */
  private Rows proposals(Draft d, SequencedMap<String, Value> outputs) {
    var grids = new ArrayList<PictureSize>();
    for (int i = 0; i < how.sizesPx().size(); i++) {
      var map = (Shape.Map) outputs.get("objectness" + i).shape();
      grids.add(new PictureSize(map.h(), map.w()));
    }
    float[] anchors = AnchorRows.of(how, grids, new PictureSize(picture.h(), picture.w())).boxes();
    var boxes = new ArrayList<String>();
    var scores = new ArrayList<String>();
    int all = 0;
    int before = 0;
    for (int i = 0; i < grids.size(); i++) {
      int each = how.sizesPx().get(i).size() * how.ratios().size();
      int count = grids.get(i).heightPx() * grids.get(i).widthPx() * each;
      float[] own = Arrays.copyOfRange(anchors, 4 * before, 4 * (before + count));
      Rows best =
          best(
              d,
              outputs.get("objectness" + i).name(),
              outputs.get("deltas" + i).name(),
              d.constant("proposals/anchors" + i, Tensors.of(own, count, 4)),
              each,
              count);
      boxes.add(best.boxes());
      scores.add(best.scores());
      all += best.count();
      before += count;
    }
    int few = Math.min(inside.proposals(), all);
    List<String> top = Forms.top(d, together(d, scores, 1), few);
    return new Rows(rows(d, together(d, boxes, 1), top.get(1)), top.get(0), few);
  }

  private Rows best(
      Draft d, String objectness, String deltas, String anchors, int each, int count) {
    int few = Math.min(how.before(), count);
    String flat = Forms.reshape(d, Forms.transpose(d, objectness, 0, 2, 3, 1), 0, count);
    List<String> top = Forms.top(d, flat, few);
    String apart = Forms.reshape(d, deltas, 0, each, 4, count / each);
    String changes =
        rows(d, Forms.reshape(d, Forms.transpose(d, apart, 0, 3, 1, 2), 0, count, 4), top.get(1));
    String from = d.add("Gather", List.of(anchors, top.get(1)), Attribute.of("axis", 0));
    String boxes = changed(d, from, changes, BoxCode.ANCHORS);
    String scores = d.add("Sigmoid", List.of(top.get(0)));
    String sound = large(d, boxes, Proposals.LEAST_PX);
    if (how.minScore() > 0) {
      String sure = d.add("GreaterOrEqual", List.of(scores, d.number((float) how.minScore())));
      sound = d.add("And", List.of(sound, sure));
    }
    String valid = d.add("Where", List.of(sound, scores, d.number(NONE)));
    int most = Math.min(few, inside.proposals());
    return new Rows(boxes, alone(d, boxes, valid, how.iou(), most), few);
  }

  /** The scores [rows, m] of boxes [rows, m, 4] that stay; of others {@link #NONE}. */
  private static String alone(Draft d, String boxes, String scores, double iou, int most) {
    String each = d.add("Unsqueeze", List.of(scores, d.wholes(1)));
    String chosen =
        d.add(
            "NonMaxSuppression",
            List.of(boxes, each, d.wholes(most), d.numbers((float) iou), d.numbers(ANY)));
    String where = d.add("Gather", List.of(chosen, d.wholes(0, 2)), Attribute.of("axis", 1));
    String none = d.add("Expand", List.of(d.number(NONE), d.add("Shape", List.of(scores))));
    String stay = d.add("GatherND", List.of(scores, where));
    return d.add("ScatterND", List.of(none, where, stay));
  }

  /** Boxes [., ., 4] changed by as many [., ., 4], cut at the picture's edges. */
  private String changed(Draft d, String from, String changes, BoxCode code) {
    String least = Forms.slice(d, from, 2, 0, 2);
    String size = d.add("Sub", List.of(Forms.slice(d, from, 2, 2, 4), least));
    String middle = d.add("Add", List.of(least, d.add("Mul", List.of(size, d.number(0.5f)))));
    String shift = scaled(d, Forms.slice(d, changes, 2, 0, 2), code.place());
    String moved = d.add("Add", List.of(d.add("Mul", List.of(shift, size)), middle));
    String log = scaled(d, Forms.slice(d, changes, 2, 2, 4), code.size());
    String grown = d.add("Exp", List.of(d.add("Min", List.of(log, d.number(BoxCode.MOST_LOG)))));
    String half = d.add("Mul", List.of(d.add("Mul", List.of(grown, size)), d.number(0.5f)));
    String sides =
        together(
            d, List.of(d.add("Sub", List.of(moved, half)), d.add("Add", List.of(moved, half))), 2);
    float w = picture.w();
    float h = picture.h();
    String cut = d.add("Max", List.of(sides, d.number(0)));
    return d.add("Min", List.of(cut, d.numbers(w, h, w, h)));
  }

  private static String scaled(Draft d, String numbers, float by) {
    return by == 1 ? numbers : d.add("Div", List.of(numbers, d.number(by)));
  }

  /** Whether boxes [., ., 4] are so wide and high. */
  private static String large(Draft d, String boxes, float px) {
    String from = Forms.slice(d, boxes, 2, 0, 2);
    String sides = d.add("Sub", List.of(Forms.slice(d, boxes, 2, 2, 4), from));
    String less = d.add("ReduceMin", List.of(sides, d.wholes(2)), Attribute.of("keepdims", 0));
    return d.add("GreaterOrEqual", List.of(less, d.number(px)));
  }

  /** What the map of its size says of each proposal, and where it stands: [k, 2]. */
  private void pool(
      Draft d,
      SequencedMap<String, Value> outputs,
      Rows proposals,
      String there,
      List<String> features,
      List<String> places) {
    List<Integer> heights =
        IntStream.range(0, how.pooled())
            .map(i -> ((Shape.Map) outputs.get("map" + i).shape()).h())
            .boxed()
            .toList();
    var levels = RegionLevels.of(heights, picture.h());
    String level = level(d, proposals.boxes(), levels);
    var bins = (Shape.Map) box.input().shape();
    for (int i = 0; i < how.pooled(); i++) {
      String own = d.add("Equal", List.of(level, d.number(levels.levels().getFirst() + i)));
      String found = d.add("NonZero", List.of(d.add("And", List.of(own, there))));
      String place = Forms.transpose(d, found, 1, 0);
      places.add(place);
      features.add(
          d.add(
              "RoiAlign",
              List.of(
                  outputs.get("map" + i).name(),
                  d.add("GatherND", List.of(proposals.boxes(), place)),
                  d.add("Gather", List.of(found, d.whole(0)), Attribute.of("axis", 0))),
              Attribute.of("mode", "avg"),
              Attribute.of("coordinate_transformation_mode", "output_half_pixel"),
              Attribute.of("output_height", bins.h()),
              Attribute.of("output_width", bins.w()),
              Attribute.of("sampling_ratio", RegionPooler.SAMPLES),
              Attribute.of("spatial_scale", (double) levels.scale(i))));
    }
  }

  /** As {@link RegionLevels#map}, of boxes [n, m, 4]. */
  private static String level(Draft d, String boxes, RegionLevels levels) {
    String from = Forms.slice(d, boxes, 2, 0, 2);
    String sides = d.add("Sub", List.of(Forms.slice(d, boxes, 2, 2, 4), from));
    String area = d.add("ReduceProd", List.of(sides, d.wholes(2)), Attribute.of("keepdims", 0));
    String side =
        d.add("Div", List.of(d.add("Sqrt", List.of(area)), d.number(RegionLevels.USUAL_PX)));
    String octaves =
        d.add("Div", List.of(d.add("Log", List.of(side)), d.number((float) Math.log(2))));
    String usual = d.add("Add", List.of(octaves, d.number(RegionLevels.USUAL_LEVEL)));
    String floor =
        d.add("Floor", List.of(d.add("Add", List.of(usual, d.number(RegionLevels.EPS)))));
    return d.add(
        "Clip",
        List.of(floor, d.number(levels.levels().getFirst()), d.number(levels.levels().getLast())));
  }

  /** Boxes by falling score, padded with such of score 0. */
  private List<Value> answers(
      Draft d, Rows proposals, String index, String logits, String changes) {
    String shares = d.add("Softmax", List.of(logits), Attribute.of("axis", 1));
    String scores = Forms.slice(d, shares, 1, 1, classes + 1);
    String own = d.add("GatherND", List.of(proposals.boxes(), index));
    String from = d.add("Unsqueeze", List.of(own, d.wholes(1)));
    String apart = Forms.slice(d, Forms.reshape(d, changes, 0, classes + 1, 4), 1, 1, classes + 1);
    String boxes = changed(d, from, apart, BoxCode.REGIONS);
    String sure = d.add("GreaterOrEqual", List.of(scores, d.number((float) inside.minScore())));
    String sound = d.add("And", List.of(sure, large(d, boxes, RegionReader.LEAST_PX)));
    String valid = d.add("Where", List.of(sound, scores, d.number(NONE)));
    int m = proposals.count();
    String batch = d.add("Shape", List.of(proposals.scores()));
    String all = placed(d, index, valid, batch, NONE, classes);
    String allBoxes = placed(d, index, boxes, batch, 0, classes, 4);
    String byClass = Forms.reshape(d, Forms.transpose(d, all, 0, 2, 1), -1, m);
    String boxesByClass = Forms.reshape(d, Forms.transpose(d, allBoxes, 0, 2, 1, 3), -1, m, 4);
    String kept = alone(d, boxesByClass, byClass, inside.iou(), Math.min(m, inside.most()));
    String pairs =
        Forms.reshape(
            d,
            Forms.transpose(d, Forms.reshape(d, kept, -1, classes, m), 0, 2, 1),
            0,
            (long) m * classes);
    int most = (int) Math.min(inside.most(), (long) m * classes);
    List<String> top = Forms.top(d, pairs, most);
    String labels = d.add("Mod", List.of(top.get(1), d.whole(classes)));
    labels = d.named(labels, BoxesInside.LABELS);
    String answered = d.add("Max", List.of(top.get(0), d.number(0)));
    answered = d.named(answered, BoxesInside.SCORES);
    String flat = Forms.reshape(d, allBoxes, 0, (long) m * classes, 4);
    String places = d.named(rows(d, flat, top.get(1)), BoxesInside.BOXES);
    return List.of(
        new Value(places, new Shape.Tokens(most, 4), true),
        new Value(answered, new Shape.Vector(most), true),
        new Value(labels, new Shape.Vector(most), true, OnnxProto.INT64));
  }

  /** Numbers of proposals [k, more] at their places among all, [n, m, more]. */
  private static String placed(
      Draft d, String index, String numbers, String batch, float otherwise, long... more) {
    String shape = d.add("Concat", List.of(batch, d.wholes(more)), Attribute.of("axis", 0));
    String empty = d.add("Expand", List.of(d.number(otherwise), shape));
    return d.add("ScatterND", List.of(empty, index, numbers));
  }

  /** Some boxes [n, few, 4] of [n, m, 4]. */
  private static String rows(Draft d, String boxes, String which) {
    String each =
        d.add(
            "Expand", List.of(d.add("Unsqueeze", List.of(which, d.wholes(2))), d.wholes(1, 1, 4)));
    return d.add("GatherElements", List.of(boxes, each), Attribute.of("axis", 1));
  }
}
