package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.image.PreprocessJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a {@link ModelCard} while they are read. */
final class CardFields {
  private final JsonParser in;
  private final CardJson.Besides besides;
  private final JsonObjects json;
  private Integer version;
  private String task;
  private Classes classes;
  private Preprocess preprocess;
  private Postprocess postprocess;
  private final Map<String, Double> scores = new LinkedHashMap<>();
  private final Map<String, String> provenance = new LinkedHashMap<>();

  CardFields(JsonParser in, CardJson.Besides besides) {
    this.in = in;
    this.besides = besides;
    this.json = new JsonObjects(in);
  }

  ModelCard read() throws IOException {
    in.nextToken();
    json.object(key -> {
      switch (key) {
        case "version" -> version();
        case "task" -> task = json.text();
        case "assembly" -> json.object(this::assembly);
        case "classes" -> classes = new Classes(json.texts());
        case "preprocess" -> preprocess = PreprocessJson.read(in);
        case "postprocess" -> postprocess = PostprocessJson.read(in, count());
        case "scores" -> json.object(name -> scores.put(name, in.getDoubleValue()));
        case "provenance" -> json.object(name -> provenance.put(name, json.text()));
        default -> besides.read(key, json);
      }
    });
    JsonObjects.missing("version", version);
    JsonObjects.missing("task", task);
    besides.check();
    JsonObjects.missing("classes", classes);
    JsonObjects.missing("preprocess", preprocess);
    JsonObjects.missing("postprocess", postprocess);
    return new ModelCard(task, classes, preprocess, postprocess, scores, provenance);
  }

  private void version() throws IOException {
    version = in.getIntValue();
    if (version < CardJson.OLDEST || version > CardJson.VERSION)
      throw new IllegalArgumentException(
          "it is of version "
              + version
              + ", this Fovea reads versions "
              + CardJson.OLDEST
              + " to "
              + CardJson.VERSION);
  }

  private void assembly(String key) throws IOException {
    if (!key.equals("kind")) throw JsonObjects.unknown("assembly." + key);
    if (!json.text().equals(CardJson.PLAIN))
      throw new IllegalArgumentException(
          "its networks are put together as " + in.getText() + ", which is unknown here");
  }

  /** Classes stand before the postprocess in every file. */
  private int count() {
    JsonObjects.missing("classes before postprocess", classes);
    return classes.size();
  }
}
