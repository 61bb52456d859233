package dev.fovea.predict.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON strictly; the parser stands on the value that is asked for. */
public record JsonObjects(JsonParser in) {
  /** Told of each key of an object, the parser standing on its value. */
  public interface Field {
    void read(String key) throws IOException;
  }

  interface Value<T> {
    T read() throws IOException;
  }

  /** Reads an object, key by key. */
  public void object(Field field) throws IOException {
    expect(JsonToken.START_OBJECT);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      field.read(key);
    }
  }

  /** The text that the parser stands on. */
  public String text() throws IOException {
    expect(JsonToken.VALUE_STRING);
    return in.getText();
  }

  double number() throws IOException {
    return in.getDoubleValue();
  }

  /** A number without a fraction. */
  int whole() throws IOException {
    double number = in.getDoubleValue();
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE)
      throw new IllegalArgumentException("expected a whole number, got " + in.getText());
    return (int) number;
  }

  List<String> texts() throws IOException {
    return list(this::text);
  }

  /** Texts, and numbers as they are spelt. */
  List<String> words() throws IOException {
    return list(in::getText);
  }

  List<Double> numbers() throws IOException {
    return list(this::number);
  }

  <T> List<T> list(Value<T> value) throws IOException {
    expect(JsonToken.START_ARRAY);
    var all = new ArrayList<T>();
    while (in.nextToken() != JsonToken.END_ARRAY) all.add(value.read());
    return all;
  }

  private void expect(JsonToken token) throws IOException {
    if (in.currentToken() != token)
      throw new IllegalArgumentException(
          "expected "
              + token
              + " at "
              + in.currentLocation().offsetDescription()
              + ", got "
              + in.currentToken());
  }

  /** Refuses what was not there. */
  public static void missing(String key, Object value) {
    if (value == null) throw new IllegalArgumentException("it lacks " + key);
  }

  /** Of a key that nobody knows. */
  public static IllegalArgumentException unknown(String key) {
    return new IllegalArgumentException("it has the unknown key " + key);
  }
}
