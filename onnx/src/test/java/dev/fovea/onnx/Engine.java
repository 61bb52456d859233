package dev.fovea.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.torch.Tensors;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** ONNX Runtime, which knows nothing of Fovea: libtorch's tensors in, its own answers out. */
final class Engine implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final OrtSession session;

  private Engine(OrtSession session) {
    this.session = session;
  }

  static Engine open(Path model) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return new Engine(ENVIRONMENT.createSession(model.toString(), options));
    }
  }

  /** All outputs by name, as tensors of the caller's scope. */
  Map<String, Tensor> run(Map<String, Tensor> inputs) throws OrtException {
    var entering = new HashMap<String, OnnxTensor>();
    try {
      for (var input : inputs.entrySet()) {
        var numbers = FloatBuffer.wrap(Tensors.toArray(input.getValue()));
        entering.put(
            input.getKey(),
            OnnxTensor.createTensor(ENVIRONMENT, numbers, input.getValue().shape()));
      }
      var answers = new LinkedHashMap<String, Tensor>();
      try (var result = session.run(entering)) {
        for (var answer : result) {
          var tensor = (OnnxTensor) answer.getValue();
          var numbers = new float[tensor.getFloatBuffer().remaining()];
          tensor.getFloatBuffer().get(numbers);
          answers.put(answer.getKey(), Tensors.of(numbers, tensor.getInfo().getShape()));
        }
      }
      return answers;
    } finally {
      entering.values().forEach(OnnxTensor::close);
    }
  }

  OrtSession session() {
    return session;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
