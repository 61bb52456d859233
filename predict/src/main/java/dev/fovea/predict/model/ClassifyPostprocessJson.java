package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;

/** The postprocess of a model file; a file of version 1 holds the activation alone. */
final class ClassifyPostprocessJson {
  private final JsonObjects json;
  private Activation activation;
  private double temperature = 1;
  private double minConfidence;
  private String kind;
  private Integer label;
  private List<Double> thresholds;

  private ClassifyPostprocessJson(JsonParser in) {
    json = new JsonObjects(in);
  }

  static void write(ClassifyPostprocess postprocess, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("activation", postprocess.activation().word());
    out.writeNumberField("temperature", postprocess.temperature());
    out.writeObjectFieldStart("decision");
    Decision decision = postprocess.decision();
    if (decision instanceof Decision.Positive positive) {
      out.writeStringField("kind", "positive");
      out.writeNumberField("label", positive.label());
      thresholds(List.of(positive.threshold()), out);
    } else if (decision instanceof Decision.Each each) {
      out.writeStringField("kind", "each");
      thresholds(each.thresholds(), out);
    } else {
      out.writeStringField("kind", "best");
    }
    out.writeEndObject();
    out.writeNumberField("min_confidence", postprocess.minConfidence());
    out.writeEndObject();
  }

  private static void thresholds(List<Double> thresholds, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("thresholds");
    for (double threshold : thresholds) out.writeNumber(threshold);
    out.writeEndArray();
  }

  /** The postprocess of a model of so many classes. */
  static ClassifyPostprocess read(JsonParser in, int classes) throws IOException {
    return new ClassifyPostprocessJson(in).read(classes);
  }

  private ClassifyPostprocess read(int classes) throws IOException {
    json.object(key -> {
      switch (key) {
        case "activation" -> activation = Activation.of(json.text());
        case "temperature" -> temperature = json.number();
        case "decision" -> json.object(this::decision);
        case "min_confidence" -> minConfidence = json.number();
        default -> throw JsonObjects.unknown("postprocess." + key);
      }
    });
    JsonObjects.missing("postprocess.activation", activation);
    ClassifyPostprocess plain = ClassifyPostprocess.of(activation, classes);
    ClassifyPostprocess read =
        plain
            .withTemperature(temperature)
            .withDecision(kind == null ? plain.decision() : decision())
            .withMinConfidence(minConfidence);
    read.check(classes);
    return read;
  }

  private void decision(String key) throws IOException {
    switch (key) {
      case "kind" -> kind = json.text();
      case "label" -> label = json.in().getIntValue();
      case "thresholds" -> thresholds = json.numbers();
      default -> throw JsonObjects.unknown("postprocess.decision." + key);
    }
  }

  private Decision decision() {
    if (!kind.equals("best")) JsonObjects.missing("postprocess.decision.thresholds", thresholds);
    return switch (kind) {
      case "best" -> new Decision.Best();
      case "positive" -> {
        JsonObjects.missing("postprocess.decision.label", label);
        if (thresholds.size() != 1)
          throw new IllegalArgumentException(
              "a positive label has one threshold, got " + thresholds.size());
        yield new Decision.Positive(label, thresholds.get(0));
      }
      case "each" -> new Decision.Each(thresholds);
      default -> throw new IllegalArgumentException("the decision " + kind + " is unknown here");
    };
  }
}
