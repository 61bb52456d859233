package dev.fovea.task;

import dev.fovea.graph.Dtype;
import dev.fovea.graph.Network;
import dev.fovea.graph.Params;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.model.CardJson;
import dev.fovea.predict.model.ModelCard;
import dev.fovea.torch.Natives;
import dev.fovea.torch.Scope;
import dev.fovea.torch.TorchException;
import dev.fovea.torch.Weights;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.SafetensorsWriter;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.file.TensorCopy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/**
 * A model as one {@code .safetensors} file: tensors under their PyTorch names, and one metadata
 * string, {@code fovea}, with the network, the classes, the preprocessing and where it all comes
 * from. Python opens it as plain weights; Fovea opens it without any code of the network.
 */
public final class ModelFile {
  private ModelFile() {}

  /** Writes a model: beside its place, flushed, renamed; an older file stays whole until then. */
  public static void write(Path file, Model model) {
    var metadata = CardJson.write(model.card(), new ModelJson(model.network()));
    SafetensorsWriter.write(file, metadata, model.weights().tensors());
  }

  /**
   * Opens a model; the caller closes it.
   *
   * @throws TorchException where the file is broken
   * @throws ModelException where it holds weights but no model
   */
  public static Model read(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx"))
      throw new ModelException(
          file
              + " is an exported model, and this needs the network itself; name the .safetensors file"
              + " that it was exported from");
    Natives.load();
    try (var tensors = SafetensorsFile.open(file)) {
      if (!tensors.metadata().containsKey(CardJson.KEY))
        throw new ModelException(
            file
                + " holds plain weights ("
                + tensors.tensors().size()
                + " tensors) and no model of Fovea; `fovea info` lists them");
      var graphs = new ModelJson();
      ModelCard card = CardJson.read(file, tensors.metadata(), graphs);
      return new Model(graphs.network(), weights(file, graphs.network(), tensors), card);
    }
  }

  private static Weights weights(Path file, Network network, SafetensorsFile stored) {
    var all = new LinkedHashMap<String, Tensor>();
    try (var _ = new Scope()) {
      Params.of(network)
          .forEach((name, param) -> {
            StoredTensor tensor = stored.tensors().get(name);
            List<Long> expected = param.shape().stream().map(Integer::longValue).toList();
            if (tensor == null)
              throw new ModelException(
                  file
                      + ": the network "
                      + network.name()
                      + " needs the tensor "
                      + name
                      + ", which is missing; the file was put together wrongly");
            if (!tensor.shape().equals(expected))
              throw new ModelException(
                  file
                      + ": the tensor "
                      + name
                      + " is "
                      + tensor.shape()
                      + ", the network "
                      + network.name()
                      + " needs "
                      + expected);
            if (tensor.type().isFraction() != (param.dtype() == Dtype.FLOAT32))
              throw new ModelException(
                  file
                      + ": the tensor "
                      + name
                      + " holds "
                      + tensor.type()
                      + ", the network "
                      + network.name()
                      + " needs "
                      + param.dtype());
            all.put(name, TensorCopy.inFloat32(tensor));
          });
      all.values().forEach(Scope::keep);
    }
    return Weights.of(all);
  }
}
