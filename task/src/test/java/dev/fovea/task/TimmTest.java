package dev.fovea.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.torch.Mode;
import dev.fovea.torch.Runner;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.torch.file.TensorCopy;
import dev.fovea.torch.load.Load;
import dev.fovea.torch.load.WeightsFile;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.weights.Names;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of timm's names fits by name, and the network answers as timm's does. */
class TimmTest {
  @TempDir Path folder;

  @Test
  void efficientNetB0() {
    Network network = Zoo.network("efficientnet_b0", Options.of(10));
    var names = Names.of("efficientnet_b0");
    Path path = folder.resolve("timm.safetensors");
    try (var golden = Rule.golden("timm.safetensors");
        var _ = new Scope()) {
      var params = Params.of(network);
      var stored = new LinkedHashMap<String, Tensor>();
      for (String name : golden.metadata().get("names").lines().toList()) {
        Tensor tensor =
            name.endsWith("num_batches_tracked")
                ? Tensors.of(new float[1], new long[0]).to(ScalarType.Long)
                : Rule.byRule(name, params.get(names.apply(name)));
        stored.put("model." + name, tensor);
      }
      assertEquals(params.size(), stored.size());
      SafetensorsWriter.write(path, Map.of(), stored);
      try (var file = WeightsFile.open(path).renamed(names);
          var loaded = Load.of(file, network)) {
        assertEquals("model.", loaded.fit().prefix());
        Tensor logits = new Runner(network).run(Rule.images(4, 96), loaded.weights(), Mode.EVAL);
        float[] wanted = Tensors.toArray(TensorCopy.of(golden.tensor("efficientnet_b0")));
        float largest = 0;
        for (float number : wanted) largest = Math.max(largest, Math.abs(number));
        assertArrayEquals(wanted, Tensors.toArray(logits), 1e-5f * largest);
      }
    }
  }
}
