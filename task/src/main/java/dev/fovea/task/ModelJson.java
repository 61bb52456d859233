package dev.fovea.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Network;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import dev.fovea.image.PreprocessJson;
import dev.fovea.torch.Weights;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.Function;

/** What a model file says of its tensors, as JSON; strict and versioned. */
final class ModelJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int VERSION = 2;
  private static final int OLDEST = 1;
  private static final String PLAIN = "plain";

  private ModelJson() {}

  static String write(Model model) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      out.writeNumberField("version", VERSION);
      out.writeStringField("task", model.task());
      out.writeObjectFieldStart("assembly");
      out.writeStringField("kind", PLAIN);
      out.writeEndObject();
      out.writeObjectFieldStart("graphs");
      out.writeObjectFieldStart("main");
      out.writeStringField("prefix", "");
      out.writeFieldName("graph");
      GraphJson.write(model.network(), out);
      out.writeEndObject();
      out.writeEndObject();
      out.writeArrayFieldStart("classes");
      for (String name : model.classes().names()) out.writeString(name);
      out.writeEndArray();
      out.writeFieldName("preprocess");
      PreprocessJson.write(model.preprocess(), out);
      out.writeFieldName("postprocess");
      PostprocessJson.write(model.postprocess(), out);
      out.writeObjectFieldStart("scores");
      for (var score : model.scores().entrySet())
        if (Double.isFinite(score.getValue()))
          out.writeNumberField(score.getKey(), score.getValue());
      out.writeEndObject();
      out.writeObjectFieldStart("provenance");
      for (var fact : model.provenance().entrySet())
        out.writeStringField(fact.getKey(), fact.getValue());
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Everything but the tensors, which are asked for once the network is known. */
  static Model read(Path file, String json, Function<Network, Weights> weights) {
    return parsed(file, json, in -> new Fields(in).model(weights));
  }

  /** What is read of JSON. */
  interface Reading<T> {
    T of(JsonParser in) throws IOException;
  }

  /** Reads one of a file's strings; whatever is wrong with it is one sentence. */
  static <T> T parsed(Path file, String json, Reading<T> reading) {
    try (JsonParser in = FACTORY.createParser(json)) {
      return reading.of(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new TaskException(
          file
              + ": what the file says of its model cannot be read: "
              + firstLine(e)
              + "; write it again, or open it with a Fovea as new as the file",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }

  /** The values while they are read. */
  private static final class Fields {
    private final JsonParser in;
    private final JsonObjects json;
    private Integer version;
    private String task;
    private Network network;
    private Classes classes;
    private Preprocess preprocess;
    private Postprocess postprocess;
    private final LinkedHashMap<String, Double> scores = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> provenance = new LinkedHashMap<>();

    Fields(JsonParser in) {
      this.in = in;
      this.json = new JsonObjects(in);
    }

    Model model(Function<Network, Weights> weights) throws IOException {
      in.nextToken();
      json.object(key -> {
        switch (key) {
          case "version" -> version();
          case "task" -> task = json.text();
          case "assembly" -> json.object(this::assembly);
          case "graphs" -> json.object(this::graphs);
          case "classes" -> classes = new Classes(json.texts());
          case "preprocess" -> preprocess = PreprocessJson.read(in);
          case "postprocess" -> postprocess = PostprocessJson.read(in, count());
          case "scores" -> json.object(name -> scores.put(name, in.getDoubleValue()));
          case "provenance" -> json.object(name -> provenance.put(name, json.text()));
          default -> throw JsonObjects.unknown(key);
        }
      });
      JsonObjects.missing("version", version);
      JsonObjects.missing("task", task);
      JsonObjects.missing("graphs", network);
      JsonObjects.missing("classes", classes);
      JsonObjects.missing("preprocess", preprocess);
      JsonObjects.missing("postprocess", postprocess);
      return new Model(
          task,
          network,
          weights.apply(network),
          classes,
          preprocess,
          postprocess,
          scores,
          provenance);
    }

    private void version() throws IOException {
      version = in.getIntValue();
      if (version < OLDEST || version > VERSION)
        throw new GraphException(
            "it is of version "
                + version
                + ", this Fovea reads versions "
                + OLDEST
                + " to "
                + VERSION);
    }

    private void assembly(String key) throws IOException {
      if (!key.equals("kind")) throw JsonObjects.unknown("assembly." + key);
      if (!json.text().equals(PLAIN))
        throw new GraphException(
            "its networks are put together as " + json.text() + ", which is unknown here");
    }

    private void graphs(String name) throws IOException {
      if (!name.equals("main")) throw JsonObjects.unknown("graphs." + name);
      json.object(key -> {
        switch (key) {
          case "prefix" -> {
            if (!json.text().isEmpty())
              throw new GraphException("prefix " + json.text() + " must be empty");
          }
          case "graph" -> network = GraphJson.read(in);
          default -> throw JsonObjects.unknown("graphs.main." + key);
        }
      });
    }

    /** Classes stand before the postprocess in every file. */
    private int count() {
      JsonObjects.missing("classes before postprocess", classes);
      return classes.size();
    }
  }
}
