package dev.fovea.onnx;

import dev.fovea.graph.Shape;
import dev.fovea.torch.file.Protobuf;
import dev.fovea.torch.file.TensorBytes;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A graph as a ModelProto; the numbers of the fields are those of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxProto {
  /** TensorProto.DataType. */
  static final int FLOAT = 1;

  /** TensorProto.DataType. */
  static final int INT64 = 7;

  private OnnxProto() {}

  /**
   * A whole model.
   *
   * @param outside where tensors lie that are not in the model itself
   */
  static Protobuf model(OnnxGraph graph, Map<String, String> metadata, ExternalData outside) {
    var model =
        new Protobuf()
            .integer(1, graph.opset() < 19 ? 8 : 9) // ir_version, as the opset was published with
            .text(2, "fovea")
            .message(7, graph(graph, outside))
            .message(8, new Protobuf().integer(2, graph.opset()));
    metadata.forEach((key, value) -> model.message(14, entry(key, value)));
    return model;
  }

  private static Protobuf graph(OnnxGraph graph, ExternalData outside) {
    var proto = new Protobuf();
    graph.nodes().forEach(node -> proto.message(1, node(node)));
    proto.text(2, graph.name());
    graph.tensors().forEach((name, tensor) -> proto.message(5, tensor(name, tensor, outside)));
    boolean one = graph.inputs().size() == 1;
    for (Value value : graph.inputs())
      proto.message(11, value(value, one ? "" : value.name() + "."));
    for (Value value : graph.outputs()) proto.message(12, value(value, value.name() + "."));
    return proto;
  }

  private static Protobuf node(OnnxNode node) {
    var proto = new Protobuf();
    node.inputs().forEach(input -> proto.text(1, input));
    node.outputs().forEach(output -> proto.text(2, output));
    proto.text(3, node.outputs().getFirst()).text(4, node.type());
    node.attributes().forEach(attribute -> proto.message(5, attribute.proto()));
    return proto;
  }

  private static Protobuf tensor(String name, Tensor tensor, ExternalData outside) {
    var proto = new Protobuf();
    for (long dimension : tensor.shape()) proto.present(1, dimension);
    proto.integer(2, type(name, tensor)).text(8, name);
    if (!outside.holds(name))
      return proto.bytes(9, tensor.nbytes(), out -> TensorBytes.write(tensor, out));
    outside.place(name).forEach((key, text) -> proto.message(13, entry(key, text)));
    return proto.integer(14, 1);
  }

  private static int type(String name, Tensor tensor) {
    ScalarType type = tensor.scalar_type();
    if (type.value == ScalarType.Float.value) return FLOAT;
    if (type.value == ScalarType.Long.value) return INT64;
    throw new OnnxException(
        "tensor " + name + " holds " + type.intern() + "; only Float and Long can be written");
  }

  /** Name, type and shape; free sizes have names, which the inputs' own share. */
  private static Protobuf value(Value value, String prefix) {
    var shape = new Protobuf();
    if (value.batched()) shape.message(1, new Protobuf().text(2, "batch"));
    else shape.message(1, new Protobuf().present(1, 1));
    switch (value.shape()) {
      case Shape.Map m -> {
        dimension(shape, m.c(), prefix + "channels");
        dimension(shape, m.h(), prefix + "height");
        dimension(shape, m.w(), prefix + "width");
      }
      case Shape.Tokens t -> {
        dimension(shape, t.l(), prefix + "length");
        dimension(shape, t.c(), prefix + "channels");
      }
      case Shape.Vector v -> dimension(shape, v.c(), prefix + "channels");
    }
    var tensor = new Protobuf().integer(1, value.type()).message(2, shape);
    return new Protobuf().text(1, value.name()).message(2, new Protobuf().message(1, tensor));
  }

  private static void dimension(Protobuf shape, int dimension, String free) {
    var proto = new Protobuf();
    shape.message(1, dimension == Shape.FREE ? proto.text(2, free) : proto.present(1, dimension));
  }

  private static Protobuf entry(String key, String value) {
    return new Protobuf().text(1, key).text(2, value);
  }
}
