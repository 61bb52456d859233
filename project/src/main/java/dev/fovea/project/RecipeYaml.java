package dev.fovea.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fovea.graph.Spelling;
import dev.fovea.torch.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Recipes as YAML, strictly. */
public final class RecipeYaml {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .build();

  private static final long MOST_BYTES = 1 << 20;

  private static final ObjectNode DEFAULTS = tree("defaults.yaml");
  private static final ObjectNode DETECT = over(DEFAULTS, "detect.yaml");

  private RecipeYaml() {}

  /** Reads and writes recipes, and files that hold one. */
  public static ObjectMapper mapper() {
    return YAML;
  }

  /** A recipe for a task that says nothing, not even where the data are. */
  static Recipe defaults(String task) {
    try {
      return YAML.treeToValue(defaultsOf(task), Recipe.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy; of a task that there is not, the recipe itself says so. */
  private static ObjectNode defaultsOf(String task) {
    return (task.equals("detect") ? DETECT : DEFAULTS).deepCopy();
  }

  private static ObjectNode tree(String resource) {
    try (InputStream in = RecipeYaml.class.getResourceAsStream(resource)) {
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode over(ObjectNode defaults, String name) {
    ObjectNode whole = defaults.deepCopy();
    merge(Path.of(name), "", whole, tree(name));
    return whole;
  }

  /** What a file does not say is left open, as in a recipe that says nothing but its data. */
  static Recipe read(Path file) {
    try {
      JsonNode given = YAML.readTree(text(file));
      if (!given.isObject()) throw new RecipeException(file + ": a recipe is a tree of keys");
      if (given.at("/data/path").isMissingNode())
        throw new RecipeException(file + ": the recipe lacks data.path");
      ObjectNode whole = defaultsOf(given.path("task").asText("classify"));
      merge(file, "", whole, given);
      return YAML.treeToValue(whole, Recipe.class);
    } catch (JsonProcessingException e) {
      throw refused(file + ": ", e);
    } catch (IOException e) {
      throw new RecipeException(file + ": the recipe cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file))
      throw new RecipeException(file + " is no file; expected a recipe as YAML");
    if (Files.exists(file) && Files.size(file) > MOST_BYTES)
      throw new RecipeException(
          file + " has " + Files.size(file) + " bytes; a recipe takes " + MOST_BYTES + " at most");
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new RecipeException(file + " is not UTF-8 text; save it as UTF-8", e);
    }
  }

  private static void merge(Path file, String path, ObjectNode into, JsonNode given) {
    List<String> known = new ArrayList<>();
    into.fieldNames().forEachRemaining(known::add);
    for (var field : given.properties()) {
      String key = field.getKey();
      if (!into.has(key))
        throw new RecipeException(
            file + ": a recipe has no key " + path + key + Spelling.hint(key, known));
      if (into.get(key) instanceof ObjectNode part && field.getValue().isObject())
        merge(file, path + key + ".", part, field.getValue());
      else into.set(key, field.getValue());
    }
  }

  static void write(Recipe recipe, Path file) {
    try {
      AtomicFile.write(file, YAML.writeValueAsString(recipe));
    } catch (JsonProcessingException e) {
      throw new RecipeException(
          file + ": the recipe cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  static Recipe with(Recipe recipe, String key, String value) {
    try {
      JsonNode parsed = YAML.readTree(value);
      return with(recipe, key, parsed.isMissingNode() ? null : parsed);
    } catch (JsonProcessingException e) {
      throw refused("", e);
    }
  }

  /** A value that is a text whatever YAML would make of it, as a path is. */
  static Recipe withText(Recipe recipe, String key, String value) {
    return with(recipe, key, TextNode.valueOf(value));
  }

  private static Recipe with(Recipe recipe, String key, JsonNode value) {
    ObjectNode tree = YAML.valueToTree(recipe);
    String path = RecipeKeys.full(key);
    try {
      int dot = path.lastIndexOf('.');
      ObjectNode parent =
          dot < 0 ? tree : (ObjectNode) tree.at("/" + path.substring(0, dot).replace('.', '/'));
      parent.set(path.substring(dot + 1), value);
      return YAML.treeToValue(tree, Recipe.class);
    } catch (JsonProcessingException e) {
      throw refused("", e);
    }
  }

  private static RecipeException refused(String where, JsonProcessingException e) {
    if (e.getCause() instanceof RecipeException sentence)
      return new RecipeException(where + sentence.getMessage(), e);
    if (e instanceof UnrecognizedPropertyException unknown) {
      var known = unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
      return new RecipeException(
          where
              + "a recipe has no key "
              + keyOf(unknown)
              + Spelling.hint(unknown.getPropertyName(), known),
          e);
    }
    String key = e instanceof JsonMappingException mapping ? keyOf(mapping) + ": " : "";
    return new RecipeException(
        where + key + e.getOriginalMessage().lines().findFirst().orElse("cannot be read"), e);
  }

  private static String keyOf(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
