package dev.fovea.onnx;

import dev.fovea.torch.file.Protobuf;
import java.util.Arrays;
import java.util.List;

/** A fixed setting of an ONNX operator; fields and numbers are those of AttributeProto. */
sealed interface Attribute {
  String name();

  record Whole(String name, long value) implements Attribute {}

  record Real(String name, float value) implements Attribute {}

  record Text(String name, String value) implements Attribute {}

  record Wholes(String name, List<Long> values) implements Attribute {
    public Wholes {
      values = List.copyOf(values);
    }
  }

  static Attribute of(String name, long value) {
    return new Whole(name, value);
  }

  static Attribute of(String name, double value) {
    return new Real(name, (float) value);
  }

  static Attribute of(String name, String value) {
    return new Text(name, value);
  }

  static Attribute list(String name, long... values) {
    return new Wholes(name, Arrays.stream(values).boxed().toList());
  }

  /** As an AttributeProto. */
  default Protobuf proto() {
    var proto = new Protobuf().text(1, name());
    return switch (this) {
      case Real r -> proto.real(2, r.value()).integer(20, 1);
      case Whole w -> proto.present(3, w.value()).integer(20, 2);
      case Text t -> proto.text(4, t.value()).integer(20, 3);
      case Wholes w -> {
        for (long value : w.values()) proto.present(8, value);
        yield proto.integer(20, 7);
      }
    };
  }
}
