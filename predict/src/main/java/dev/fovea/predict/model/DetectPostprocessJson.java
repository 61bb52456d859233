package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;

/** The postprocess of a detector's model file. */
final class DetectPostprocessJson {
  private final JsonObjects json;
  private String kind;
  private Integer bins;
  private List<List<Double>> sizes = List.of();
  private List<Double> ratios = List.of();
  private List<Integer> levels;
  private boolean oneToOne;
  private Double minScore;
  private Double iou;
  private Integer most;
  private Integer pooled;
  private Integer before;
  private Integer after;
  private Double leastProposal;
  private Double proposalIou;

  private DetectPostprocessJson(JsonParser in) {
    json = new JsonObjects(in);
  }

  static void write(DetectPostprocess postprocess, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("coder");
    coder(postprocess.coder(), out);
    out.writeEndObject();
    out.writeFieldName("levels");
    numbers(postprocess.levels(), out);
    out.writeBooleanField("one_to_one", postprocess.oneToOne());
    out.writeNumberField("min_score", postprocess.minScore());
    out.writeNumberField("iou", postprocess.iou());
    out.writeNumberField("most", postprocess.most());
    out.writeEndObject();
  }

  private static void coder(Coder coder, JsonGenerator out) throws IOException {
    if (coder instanceof Coder.Distribution distribution) {
      out.writeStringField("kind", "distribution");
      out.writeNumberField("bins", distribution.bins());
    } else if (coder instanceof Coder.Anchors anchors) {
      out.writeStringField("kind", "anchors");
      out.writeArrayFieldStart("sizes_px");
      for (List<Double> level : anchors.sizesPx()) numbers(level, out);
      out.writeEndArray();
      out.writeFieldName("ratios");
      numbers(anchors.ratios(), out);
    } else if (coder instanceof Coder.Regions regions) {
      out.writeStringField("kind", "regions");
      out.writeArrayFieldStart("sizes_px");
      for (List<Double> map : regions.sizesPx()) numbers(map, out);
      out.writeEndArray();
      out.writeFieldName("ratios");
      numbers(regions.ratios(), out);
      out.writeNumberField("pooled", regions.pooled());
      out.writeNumberField("before", regions.before());
      out.writeNumberField("after", regions.after());
      out.writeNumberField("min_score", regions.minScore());
      out.writeNumberField("iou", regions.iou());
    } else {
      out.writeStringField("kind", "distances");
    }
  }

  private static void numbers(List<? extends Number> numbers, JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    for (Number number : numbers) {
      if (number instanceof Integer whole) out.writeNumber(whole);
      else out.writeNumber(number.doubleValue());
    }
    out.writeEndArray();
  }

  static DetectPostprocess read(JsonParser in) throws IOException {
    return new DetectPostprocessJson(in).read();
  }

  private DetectPostprocess read() throws IOException {
    json.object(key -> {
      switch (key) {
        case "coder" -> json.object(this::coder);
        case "levels" -> levels = json.list(json::whole);
        case "one_to_one" -> oneToOne = json.in().getBooleanValue();
        case "min_score" -> minScore = json.number();
        case "iou" -> iou = json.number();
        case "most" -> most = json.whole();
        default -> throw JsonObjects.unknown("postprocess." + key);
      }
    });
    JsonObjects.missing("postprocess.coder", kind);
    JsonObjects.missing("postprocess.levels", levels);
    JsonObjects.missing("postprocess.min_score", minScore);
    JsonObjects.missing("postprocess.iou", iou);
    JsonObjects.missing("postprocess.most", most);
    return new DetectPostprocess(coder(), levels, oneToOne, minScore, iou, most);
  }

  private void coder(String key) throws IOException {
    switch (key) {
      case "kind" -> kind = json.text();
      case "bins" -> bins = json.whole();
      case "sizes_px" -> sizes = json.list(json::numbers);
      case "ratios" -> ratios = json.numbers();
      case "pooled" -> pooled = json.whole();
      case "before" -> before = json.whole();
      case "after" -> after = json.whole();
      case "min_score" -> leastProposal = json.number();
      case "iou" -> proposalIou = json.number();
      default -> throw JsonObjects.unknown("postprocess.coder." + key);
    }
  }

  private Coder coder() {
    return switch (kind) {
      case "distribution" -> {
        JsonObjects.missing("postprocess.coder.bins", bins);
        yield new Coder.Distribution(bins);
      }
      case "distances" -> new Coder.Distances();
      case "anchors" -> new Coder.Anchors(sizes, ratios);
      case "regions" -> {
        JsonObjects.missing("postprocess.coder.pooled", pooled);
        JsonObjects.missing("postprocess.coder.before", before);
        JsonObjects.missing("postprocess.coder.after", after);
        JsonObjects.missing("postprocess.coder.min_score", leastProposal);
        JsonObjects.missing("postprocess.coder.iou", proposalIou);
        yield new Coder.Regions(sizes, ratios, pooled, before, after, leastProposal, proposalIou);
      }
      default -> throw new IllegalArgumentException("the coder " + kind + " is unknown here");
    };
  }
}
