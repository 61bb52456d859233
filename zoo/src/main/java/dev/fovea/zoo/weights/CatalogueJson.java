package dev.fovea.zoo.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.image.Classes;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads the catalogue, a file of our own: what does not fit ends in an exception of its reader. */
final class CatalogueJson {
  private CatalogueJson() {}

  static List<Published> read() {
    try (InputStream file = open("weights.json");
        JsonParser json = new JsonFactory().createParser(file)) {
      Map<String, Classes> classes =
          Map.of(
              "imagenet1k",
              classes("imagenet1k.txt"),
              "coco91",
              classes("coco91.txt"),
              "coco90",
              withoutFirst(classes("coco91.txt")));
      var all = new ArrayList<Published>();
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) all.add(published(entry(json), classes));
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return CatalogueJson.class.getResourceAsStream(name);
  }

  private static Classes classes(String name) throws IOException {
    try (InputStream file = open(name)) {
      return new Classes(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  /** The values of one entry as texts, lists of numbers with spaces between. */
  private static Map<String, String> entry(JsonParser json) throws IOException {
    var entry = new LinkedHashMap<String, String>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY) {
        var numbers = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) numbers.add(json.getText());
        entry.put(key, String.join(" ", numbers));
      } else {
        entry.put(key, json.getText());
      }
    }
    return entry;
  }

  /** The background is no class of a network that tells it by itself. */
  private static Classes withoutFirst(Classes classes) {
    return new Classes(classes.names().subList(1, classes.size()));
  }

  private static Published published(Map<String, String> entry, Map<String, Classes> classes) {
    return new Published(
        entry.get("name"),
        entry.get("network"),
        entry.get("by"),
        Boolean.parseBoolean(entry.get("default")),
        Published.remote(
            entry.get("url"), entry.get("sha256"), Double.parseDouble(entry.get("megabytes"))),
        entry.getOrDefault("tensors", "torchvision"),
        Long.parseLong(entry.get("parameters")),
        preprocess(entry),
        classes.get(entry.get("classes")),
        entry.get("licence"),
        percent(entry.get("top1")),
        percent(entry.get("top5")),
        percent(entry.get("map")));
  }

  private static Preprocess preprocess(Map<String, String> entry) {
    return resized(entry).withNumbers(numbers(entry.get("mean")), numbers(entry.get("deviation")));
  }

  private static Preprocess resized(Map<String, String> entry) {
    if (entry.containsKey("height"))
      return Preprocess.letterbox(
          Integer.parseInt(entry.get("height")), Integer.parseInt(entry.get("width")), 32);
    return Preprocess.imagenet(
        Integer.parseInt(entry.get("resize")),
        Integer.parseInt(entry.get("crop")),
        Kernel.valueOf(entry.get("kernel").toUpperCase(Locale.ROOT)));
  }

  private static List<Double> numbers(String text) {
    return List.of(text.split(" ", -1)).stream().map(Double::valueOf).toList();
  }

  private static OptionalDouble percent(String text) {
    return text == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(text) / 100);
  }
}
