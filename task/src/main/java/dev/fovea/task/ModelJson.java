package dev.fovea.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** What a model file says of its tensors, as JSON; strict and versioned. */
final class ModelJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int VERSION = 1;
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
      out.writeObjectFieldStart("postprocess");
      out.writeStringField("activation", model.multiLabel() ? "sigmoid" : "softmax");
      out.writeEndObject();
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
    try (JsonParser in = FACTORY.createParser(json)) {
      return new Fields(in).model(weights);
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
    private Integer version;
    private String task;
    private Network network;
    private Classes classes;
    private Preprocess preprocess;
    private String activation;
    private final LinkedHashMap<String, Double> scores = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> provenance = new LinkedHashMap<>();

    Fields(JsonParser in) {
      this.in = in;
    }

    Model model(Function<Network, Weights> weights) throws IOException {
      in.nextToken();
      object(key -> {
        switch (key) {
          case "version" -> version();
          case "task" -> task = text();
          case "assembly" -> object(this::assembly);
          case "graphs" -> object(this::graphs);
          case "classes" -> classes = new Classes(texts());
          case "preprocess" -> preprocess = PreprocessJson.read(in);
          case "postprocess" -> object(this::postprocess);
          case "scores" -> object(name -> scores.put(name, in.getDoubleValue()));
          case "provenance" -> object(name -> provenance.put(name, text()));
          default -> throw unknown(key);
        }
      });
      missing("version", version);
      missing("task", task);
      missing("graphs", network);
      missing("classes", classes);
      missing("preprocess", preprocess);
      missing("postprocess", activation);
      return new Model(
          task,
          network,
          weights.apply(network),
          classes,
          preprocess,
          activation.equals("sigmoid"),
          scores,
          provenance);
    }

    private void version() throws IOException {
      version = in.getIntValue();
      if (in.getIntValue() != VERSION)
        throw new GraphException(
            "it is of version " + in.getIntValue() + ", this Fovea reads version " + VERSION);
    }

    private void assembly(String key) throws IOException {
      if (!key.equals("kind")) throw unknown("assembly." + key);
      if (!text().equals(PLAIN))
        throw new GraphException(
            "its networks are put together as " + text() + ", which is unknown here");
    }

    private void graphs(String name) throws IOException {
      if (!name.equals("main")) throw unknown("graphs." + name);
      object(key -> {
        switch (key) {
          case "prefix" -> {
            if (!text().isEmpty()) throw new GraphException("prefix " + text() + " must be empty");
          }
          case "graph" -> network = GraphJson.read(in);
          default -> throw unknown("graphs.main." + key);
        }
      });
    }

    private void postprocess(String key) throws IOException {
      if (!key.equals("activation")) throw unknown("postprocess." + key);
      activation = text();
      if (!List.of("softmax", "sigmoid").contains(activation))
        throw new GraphException("the activation must be softmax or sigmoid, got " + activation);
    }

    private interface Field {
      void read(String key) throws IOException;
    }

    private void object(Field field) throws IOException {
      expect(JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        in.nextToken();
        field.read(key);
      }
    }

    private List<String> texts() throws IOException {
      expect(JsonToken.START_ARRAY);
      var all = new ArrayList<String>();
      while (in.nextToken() != JsonToken.END_ARRAY) all.add(text());
      return all;
    }

    private String text() throws IOException {
      expect(JsonToken.VALUE_STRING);
      return in.getText();
    }

    private void expect(JsonToken token) throws IOException {
      if (in.currentToken() != token)
        throw new GraphException(
            "expected "
                + token
                + " at "
                + in.currentLocation().offsetDescription()
                + ", got "
                + in.currentToken());
    }

    private static void missing(String key, Object value) {
      if (value == null) throw new GraphException("it lacks " + key);
    }

    private static GraphException unknown(String key) {
      return new GraphException("it has the unknown key " + key);
    }
  }
}
