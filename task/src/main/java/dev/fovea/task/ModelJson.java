package dev.fovea.task;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Network;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.JsonObjects;
import java.io.IOException;

/** The networks of a model file, beside the card: JSON, strict and versioned. */
final class ModelJson implements CardJson.Besides {
  private Network network;

  /** To read into. */
  ModelJson() {}

  /** To be written. */
  ModelJson(Network network) {
    this.network = network;
  }

  Network network() {
    return network;
  }

  @Override
  public void write(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("graphs");
    out.writeObjectFieldStart("main");
    out.writeStringField("prefix", "");
    out.writeFieldName("graph");
    GraphJson.write(network, out);
    out.writeEndObject();
    out.writeEndObject();
  }

  @Override
  public void read(String key, JsonObjects json) throws IOException {
    if (!key.equals("graphs")) throw JsonObjects.unknown(key);
    json.object(name -> {
      if (!name.equals("main")) throw JsonObjects.unknown("graphs." + name);
      json.object(part -> main(part, json));
    });
  }

  private void main(String key, JsonObjects json) throws IOException {
    switch (key) {
      case "prefix" -> {
        if (!json.text().isEmpty())
          throw new GraphException("prefix " + json.text() + " must be empty");
      }
      case "graph" -> network = GraphJson.read(json.in());
      default -> throw JsonObjects.unknown("graphs.main." + key);
    }
  }

  @Override
  public void check() {
    JsonObjects.missing("graphs", network);
  }
}
