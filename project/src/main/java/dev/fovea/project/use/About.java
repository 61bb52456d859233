package dev.fovea.project.use;

import dev.fovea.predict.model.ModelCard;
import dev.fovea.torch.file.ElementType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a name or a file turned out to be. */
public sealed interface About {

  /**
   * A model file of Fovea, or an exported one.
   *
   * @param bytes of the file
   * @param network that it holds; of an exported one only ONNX Runtime knows
   * @param answering its thresholds and temperature, a sentence each
   * @param input what goes in, one line: size, colours, resize
   */
  record OfModel(
      Path file,
      long bytes,
      ModelCard card,
      Optional<Cost> network,
      List<String> answering,
      String input)
      implements About {}

  /**
   * A network and its size.
   *
   * @param parameters that learnt
   * @param macs multiply-adds of one picture
   */
  record Cost(String network, long parameters, long macs) {}

  /** Published weights. */
  record OfOffer(Offer offer) implements About {}

  /**
   * A file of tensors that says nothing of a network.
   *
   * @param format for people
   * @param wrapper the keys that lead to the tensors; empty where there are none
   * @param wrappers all keys that lead to tensors
   * @param prefix of the names, put there by a wrapper of the model; or empty
   * @param facts words and numbers beside the tensors
   * @param fits networks of the zoo that the tensors are the weights of, with their classes
   */
  record OfWeights(
      Path file,
      long bytes,
      String format,
      String wrapper,
      List<String> wrappers,
      String prefix,
      SequencedMap<String, String> facts,
      List<String> fits,
      List<Tensor> tensors)
      implements About {}

  /** One stored tensor. */
  record Tensor(String name, ElementType type, List<Long> shape) {}

  /**
   * A network of the zoo.
   *
   * @param paper where it is described
   * @param summary a table of its layers, at most 80 columns wide
   */
  record OfNetwork(String name, String family, String paper, int sizePx, String summary)
      implements About {}
}
