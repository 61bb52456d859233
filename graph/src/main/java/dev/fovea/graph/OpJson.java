package dev.fovea.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An op as JSON: the name of its record, and its components under their own names. Sizes are {@code
 * [h, w]}, enums their constant's name. Works for every record whose components are of the types in
 * {@link #read(String, RecordComponent, Object)}.
 */
final class OpJson {
  /** No tensor has more dimensions. */
  private static final int NUMBERS = 16;

  private static final Map<String, Class<?>> OPS = new LinkedHashMap<>();

  static {
    for (Class<?> op : Op.class.getPermittedSubclasses()) OPS.put(op.getSimpleName(), op);
  }

  private OpJson() {}

  /** Writes the fields {@code op} and, if the op has components, {@code with}. */
  static void write(Op op, JsonGenerator out) throws IOException {
    out.writeStringField("op", op.getClass().getSimpleName());
    RecordComponent[] components = op.getClass().getRecordComponents();
    if (components.length == 0) return;
    out.writeObjectFieldStart("with");
    for (RecordComponent component : components) {
      out.writeFieldName(component.getName());
      write(component, value(component, op), out);
    }
    out.writeEndObject();
  }

  /** Takes the same fields from a node. */
  static Op read(String what, JsonFields node) {
    String name = node.text("op");
    Class<?> type = OPS.get(name);
    if (type == null)
      throw new GraphException(
          what + ": there is no op " + name + Spelling.hint(name, OPS.keySet()));
    RecordComponent[] components = type.getRecordComponents();
    var values = new Object[components.length];
    if (components.length > 0) {
      var with = JsonFields.of(what + ": " + name, node.take("with"));
      for (int i = 0; i < values.length; i++) {
        String key = components[i].getName();
        values[i] = read(what + ": " + name + "." + key, components[i], with.take(key));
      }
      with.end();
    }
    return make(what, type, components, values);
  }

  private static void write(RecordComponent component, Object value, JsonGenerator out)
      throws IOException {
    switch (value) {
      case Integer i -> out.writeNumber(i);
      case Double d -> out.writeNumber(d);
      case Boolean b -> out.writeBoolean(b);
      case Enum<?> e -> out.writeString(e.name());
      case Size s -> out.writeArray(new int[] {s.h(), s.w()}, 0, 2);
      case Shape s -> ShapeJson.write(s, out);
      case List<?> list ->
          out.writeArray(list.stream().mapToInt(i -> (Integer) i).toArray(), 0, list.size());
      default -> throw new IllegalStateException("no JSON for " + component);
    }
  }

  private static Object read(String what, RecordComponent component, Object json) {
    Class<?> type = component.getType();
    if (type == int.class) return JsonFields.integer(what, json);
    if (type == double.class) return number(what, json);
    if (type == boolean.class && json instanceof Boolean) return json;
    if (type == boolean.class)
      throw new GraphException(what + " must be true or false, got " + JsonFields.show(json));
    if (type.isEnum()) return constant(what, type, JsonFields.text(what, json));
    if (type == Size.class) {
      List<Integer> size = integers(what, json);
      if (size.size() != 2) throw new GraphException(what + " must be [h, w], got " + size);
      return new Size(size.get(0), size.get(1));
    }
    if (type == Shape.class) return ShapeJson.read(what, json);
    if (type == List.class) return integers(what, json);
    throw new IllegalStateException("no JSON for " + component);
  }

  private static double number(String what, Object json) {
    if (json instanceof Number number) return number.doubleValue();
    throw new GraphException(what + " must be a number, got " + JsonFields.show(json));
  }

  private static Object constant(String what, Class<?> type, String name) {
    var names = new ArrayList<String>();
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) return constant;
      names.add(((Enum<?>) constant).name());
    }
    throw new GraphException(
        what + " must be one of " + names + ", got " + name + Spelling.hint(name, names));
  }

  private static List<Integer> integers(String what, Object json) {
    List<?> list = JsonFields.list(what, json);
    if (list.size() > NUMBERS)
      throw new GraphException(what + " holds " + list.size() + " numbers, more than " + NUMBERS);
    var integers = new ArrayList<Integer>();
    for (Object value : list) integers.add(JsonFields.integer(what, value));
    return integers;
  }

  private static Object value(RecordComponent component, Op op) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }

  private static Op make(
      String what, Class<?> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (Op) type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof GraphException || e.getCause() instanceof ArithmeticException)
        throw new GraphException(
            what + ": " + type.getSimpleName() + ": " + e.getCause().getMessage(), e);
      throw new IllegalStateException(type.toString(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }
}
