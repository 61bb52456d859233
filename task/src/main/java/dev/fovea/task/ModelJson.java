package dev.fovea.task;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Network;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.JsonObjects;
import dev.fovea.zoo.detect.FasterRcnn;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** The networks of a model file, beside the card: JSON, strict and versioned. */
final class ModelJson implements CardJson.Besides {
  private static final String MAIN = "main";

  /** The parts of a detector of two stages, under these names. */
  private static final List<String> PARTS =
      Arrays.stream(FasterRcnn.Part.values()).map(ModelJson::name).toList();

  private final SequencedMap<String, Network> graphs = new LinkedHashMap<>();

  /** To read into. */
  ModelJson() {}

  /** To be written. */
  ModelJson(Network network) {
    if (!FasterRcnn.draws(network)) graphs.put(MAIN, network);
    else
      for (var part : FasterRcnn.Part.values())
        graphs.put(name(part), FasterRcnn.part(network, part));
  }

  private static String name(FasterRcnn.Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  Network network() {
    return graphs.containsKey(MAIN)
        ? graphs.get(MAIN)
        : FasterRcnn.join(PARTS.stream().map(graphs::get).toList());
  }

  @Override
  public void write(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("graphs");
    for (var graph : graphs.entrySet()) {
      out.writeObjectFieldStart(graph.getKey());
      out.writeStringField("prefix", "");
      out.writeFieldName("graph");
      GraphJson.write(graph.getValue(), out);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  @Override
  public void read(String key, JsonObjects json) throws IOException {
    if (!key.equals("graphs")) throw JsonObjects.unknown(key);
    json.object(name -> {
      if (!name.equals(MAIN) && !PARTS.contains(name)) throw JsonObjects.unknown("graphs." + name);
      json.object(part -> graph(name, part, json));
    });
  }

  private void graph(String name, String key, JsonObjects json) throws IOException {
    switch (key) {
      case "prefix" -> {
        if (!json.text().isEmpty())
          throw new GraphException("prefix " + json.text() + " must be empty");
      }
      case "graph" -> graphs.put(name, GraphJson.read(json.in()));
      default -> throw JsonObjects.unknown("graphs." + name + "." + key);
    }
  }

  @Override
  public void check() {
    JsonObjects.missing("graphs", graphs.isEmpty() ? null : graphs);
    if (graphs.containsKey(MAIN) && graphs.size() == 1) return;
    for (String part : PARTS) JsonObjects.missing("graphs." + part, graphs.get(part));
    if (graphs.containsKey(MAIN))
      throw new GraphException("graphs are main, or else trunk, rpn and box");
    if (!FasterRcnn.draws(network()))
      throw new GraphException("graphs trunk, rpn and box read other inputs than these take");
  }
}
