package dev.fovea.torch.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads the JSON of a header, and nothing that is merely like it. */
final class HeaderReader {
  /** As the reference implementation. */
  static final int MAX_BYTES = 100_000_000;

  static final String METADATA = "__metadata__";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .maxNestingDepth(8)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser json;
  private SequencedMap<String, String> metadata;
  private final SequencedMap<String, Entry> tensors = new LinkedHashMap<>();

  private HeaderReader(JsonParser json) {
    this.json = json;
  }

  /** The header in some bytes of UTF-8, which end with nothing but spaces. */
  static Header of(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != '{')
      throw new BrokenHeader("its header does not begin with {");
    var utf8 = StandardCharsets.UTF_8.newDecoder(); // refuses what is malformed
    var text = new InputStreamReader(new ByteArrayInputStream(bytes), utf8);
    try (JsonParser json = JSON.createParser(text)) {
      return new HeaderReader(json).header();
    } catch (CharacterCodingException e) {
      throw new BrokenHeader("its header is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new BrokenHeader(
          "its header is not JSON: " + e.getOriginalMessage().replace('\n', ' '));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  private Header header() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(METADATA)) readMetadata();
      else if (tensors.putIfAbsent(name, tensor(name)) != null)
        throw new BrokenHeader("two tensors are named " + Quote.of(name));
    }
    if (json.nextToken() != null) throw new BrokenHeader("its header goes on after its last }");
    return new Header(metadata == null ? new LinkedHashMap<>() : metadata, tensors);
  }

  private void readMetadata() throws IOException {
    if (metadata != null) throw new BrokenHeader("its header holds two " + METADATA);
    metadata = new LinkedHashMap<>();
    expect(json.currentToken(), JsonToken.START_OBJECT, METADATA);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, METADATA + " " + Quote.of(key));
      if (metadata.putIfAbsent(key, json.getText()) != null)
        throw new BrokenHeader(METADATA + " holds " + Quote.of(key) + " twice");
    }
  }

  private Entry tensor(String name) throws IOException {
    try {
      expect(json.currentToken(), JsonToken.START_OBJECT, "its entry");
      return entry();
    } catch (BrokenHeader e) {
      throw new BrokenHeader("tensor " + Quote.of(name) + ": " + e.getMessage());
    }
  }

  private Entry entry() throws IOException {
    ElementType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> type = once(key, type, type());
        case "shape" -> shape = once(key, shape, numbers(key));
        case "data_offsets" -> offsets = once(key, offsets, numbers(key));
        default -> throw new BrokenHeader("has the unknown key " + Quote.of(key));
      }
    }
    if (type == null) throw new BrokenHeader("has no dtype");
    if (shape == null) throw new BrokenHeader("has no shape");
    if (offsets == null) throw new BrokenHeader("has no data_offsets");
    if (offsets.size() != 2)
      throw new BrokenHeader("data_offsets must be two numbers, got " + offsets);
    return new Entry(type, shape, offsets.get(0), offsets.get(1));
  }

  private ElementType type() throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, "dtype");
    String name = json.getText();
    return ElementType.named(name)
        .orElseThrow(() ->
            new BrokenHeader(
                "dtype "
                    + Quote.of(name)
                    + " is unknown, only "
                    + List.of(ElementType.values())
                    + " are read"));
  }

  private List<Long> numbers(String what) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, what);
    var numbers = new ArrayList<Long>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "a number of " + what);
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
        throw new BrokenHeader(what + " holds a number above 2^63");
      long number = json.getLongValue();
      if (number < 0) throw new BrokenHeader(what + " holds the negative number " + number);
      if (numbers.size() == Entry.MAX_RANK)
        throw new BrokenHeader(what + " holds more than " + Entry.MAX_RANK + " numbers");
      numbers.add(number);
    }
    return numbers;
  }

  private static <T> T once(String key, T before, T now) {
    if (before != null) throw new BrokenHeader("has " + key + " twice");
    return now;
  }

  private static void expect(JsonToken got, JsonToken wanted, String what) {
    if (got != wanted)
      throw new BrokenHeader(
          what + " must be " + word(wanted) + ", got " + (got == null ? "nothing" : word(got)));
  }

  private static String word(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "the end";
    };
  }
}
