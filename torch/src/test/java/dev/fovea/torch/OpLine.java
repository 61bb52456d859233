package dev.fovea.torch;

import dev.fovea.graph.Op;
import dev.fovea.graph.Shape;
import dev.fovea.graph.Size;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An op from a line such as {@code Pad top=1 bottom=0 left=2 right=3 mode=ZERO}. */
final class OpLine {
  private OpLine() {}

  static Op parse(String line) {
    String[] words = line.split(" ");
    Map<String, String> numbers = new HashMap<>();
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      numbers.put(word.substring(0, equals), word.substring(equals + 1));
    }
    try {
      Class<?> type = Class.forName(Op.class.getName() + "$" + words[0]);
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = new Object[types.length];
      for (int i = 0; i < types.length; i++)
        values[i] = value(types[i], numbers.remove(components[i].getName()));
      if (!numbers.isEmpty())
        throw new IllegalArgumentException(line + " says too much: " + numbers);
      return (Op) type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  private static Object value(Class<?> type, String text) {
    if (type == int.class) return Integer.parseInt(text);
    if (type == double.class) return Double.parseDouble(text);
    if (type == boolean.class) return Boolean.parseBoolean(text);
    if (type == Size.class) return new Size(numbers(text, "x").get(0), numbers(text, "x").get(1));
    if (type == List.class) return numbers(text, ",");
    if (type == Shape.class) return shape(text);
    for (Object constant : type.getEnumConstants())
      if (constant.toString().equals(text)) return constant;
    throw new IllegalArgumentException(text + " is no " + type.getSimpleName());
  }

  private static Shape shape(String text) {
    List<Integer> n = numbers(text.substring(text.indexOf(':') + 1), ",");
    return switch (n.size()) {
      case 3 -> new Shape.Map(n.get(0), n.get(1), n.get(2));
      case 2 -> new Shape.Tokens(n.get(0), n.get(1));
      default -> new Shape.Vector(n.get(0));
    };
  }

  private static List<Integer> numbers(String text, String between) {
    return Arrays.stream(text.split(between)).map(Integer::valueOf).toList();
  }
}
