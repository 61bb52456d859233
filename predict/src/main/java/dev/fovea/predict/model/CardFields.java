package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.image.PreprocessJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of a {@link ModelCard} while they are read. */
final class CardFields {
  private final JsonParser in;
  private final CardJson.Besides besides;
  private final JsonObjects json;
  private final Function<String, List<String>> namesIn;
  private final Told told;
  private String assembly = CardJson.PLAIN;
  private Integer version;
  private String task;
  private Classes classes;
  private Preprocess preprocess;
  private Postprocess postprocess;
  private final Map<String, Double> scores = new LinkedHashMap<>();
  private final Map<String, String> provenance = new LinkedHashMap<>();

  CardFields(JsonParser in, CardJson.Besides besides) {
    this(in, besides, null, Told.NOTHING);
  }

  private CardFields(
      JsonParser in, CardJson.Besides besides, Function<String, List<String>> namesIn, Told told) {
    this.in = in;
    this.besides = besides;
    this.json = new JsonObjects(in);
    this.namesIn = namesIn;
    this.told = told;
    this.classes = told.classes().orElse(null);
    this.preprocess = told.preprocess().orElse(null);
  }

  /**
   * As people write it: what can be left out may be left out.
   *
   * @param task which is known before, wherever it stands
   * @param namesIn the lines of the file of a name
   * @param told counts where both say something
   */
  static CardFields byHand(
      JsonParser in,
      CardJson.Besides besides,
      Optional<String> task,
      Function<String, List<String>> namesIn,
      Told told) {
    var fields = new CardFields(in, besides, namesIn, told);
    fields.task = task.orElse(null);
    return fields;
  }

  ModelCard read() throws IOException {
    in.nextToken();
    json.object(key -> {
      switch (key) {
        case "version" -> version();
        case "task" -> task = json.text();
        case "assembly" -> json.object(this::assembly);
        case "classes" -> classes();
        case "preprocess" -> preprocess();
        case "postprocess" -> postprocess = postprocess();
        case "scores" -> json.object(name -> scores.put(name, in.getDoubleValue()));
        case "provenance" -> json.object(name -> provenance.put(name, json.text()));
        default -> besides.read(key, json);
      }
    });
    if (namesIn == null) JsonObjects.missing("version", version);
    JsonObjects.missing("task", task);
    besides.check();
    JsonObjects.missing("classes", classes);
    JsonObjects.missing("preprocess", preprocess);
    if (namesIn != null) postprocess = byHand();
    JsonObjects.missing("postprocess", postprocess);
    if (!assembly.equals(CardJson.assembly(postprocess)))
      throw new IllegalArgumentException(
          "its networks are put together as " + assembly + ", which does not fit its postprocess");
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
    assembly = json.text();
    if (!List.of(CardJson.PLAIN, CardJson.FASTER_RCNN).contains(assembly))
      throw new IllegalArgumentException(
          "its networks are put together as " + assembly + ", which is unknown here");
  }

  private void classes() throws IOException {
    if (told.classes().isPresent()) in.skipChildren();
    else classes = new Classes(names());
  }

  private void preprocess() throws IOException {
    if (told.preprocess().isPresent()) in.skipChildren();
    else preprocess = PreprocessJson.read(in);
  }

  /** Task and classes stand before it in every file. */
  private Postprocess postprocess() throws IOException {
    JsonObjects.missing("task", task);
    JsonObjects.missing("classes before postprocess", classes);
    return Postprocess.read(in, task, classes.size());
  }

  /** As the file says, unless the caller tells another activation. */
  private Postprocess byHand() {
    if (task.equals("detect")) return postprocess; // without one it is missing
    Activation kept =
        postprocess instanceof ClassifyPostprocess labels
            ? labels.activation()
            : Activation.SOFTMAX;
    Activation asked = told.activation().orElse(kept);
    return postprocess != null && asked == kept
        ? postprocess
        : ClassifyPostprocess.of(asked, classes.size());
  }

  private List<String> names() throws IOException {
    if (namesIn == null) return json.texts();
    return in.currentToken().isScalarValue() ? namesIn.apply(in.getText()) : json.words();
  }
}
