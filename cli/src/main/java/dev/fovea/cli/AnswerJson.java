package dev.fovea.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.image.Box;
import dev.fovea.predict.Answer.Label;
import dev.fovea.predict.Detection;
import dev.fovea.project.use.Predicted;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** One answer as one line of JSON. */
record AnswerJson(boolean several, int top) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * {@code {"path", "label", "probability", "confidence", "unsure", "top": [{"label",
   * "probability"}]}}; where the model tells pictures of another kind also {@code "novelty",
   * "unfamiliar"}, where several classes may be true {@code "labels"}; of a broken file {@code
   * {"path", "error"}}. Of a detector {@code {"path", "width", "height", "boxes": [{"label",
   * "score", "box": [left, top, right, bottom]}]}} in px of the picture, the surest first.
   */
  String line(Predicted predicted) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("path", predicted.input().file().toString());
      switch (predicted) {
        case Predicted.Detected detected -> boxes(json, detected);
        case Predicted.Failed failed -> json.writeStringField("error", failed.why());
        case Predicted.Answered answered -> {
          List<Label> labels = answered.answer().labels();
          fields(json, answered.answer().top());
          json.writeNumberField("confidence", (float) answered.answer().confidence());
          json.writeBooleanField("unsure", answered.answer().unsure());
          if (answered.answer().novelty().isPresent()) {
            json.writeNumberField("novelty", (float) answered.answer().novelty().getAsDouble());
            json.writeBooleanField("unfamiliar", answered.answer().unfamiliar());
          }
          if (several) {
            json.writeArrayFieldStart("labels");
            for (Label label : answered.answer().said()) json.writeString(label.name());
            json.writeEndArray();
          }
          json.writeArrayFieldStart("top");
          for (Label label : labels.subList(0, Math.min(top, labels.size()))) {
            json.writeStartObject();
            fields(json, label);
            json.writeEndObject();
          }
          json.writeEndArray();
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void boxes(JsonGenerator json, Predicted.Detected picture) throws IOException {
    json.writeNumberField("width", picture.width());
    json.writeNumberField("height", picture.height());
    json.writeArrayFieldStart("boxes");
    for (Detection one : picture.detections().found()) {
      json.writeStartObject();
      json.writeStringField("label", one.name());
      json.writeNumberField("score", (float) one.score());
      json.writeArrayFieldStart("box");
      Box box = one.box();
      for (double px : new double[] {box.left(), box.top(), box.right(), box.bottom()})
        json.writeNumber((float) px);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void fields(JsonGenerator json, Label label) throws IOException {
    json.writeStringField("label", label.name());
    json.writeNumberField("probability", (float) label.probability());
  }
}
