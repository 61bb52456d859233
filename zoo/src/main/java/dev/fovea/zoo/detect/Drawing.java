package dev.fovea.zoo.detect;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import java.util.Optional;

/**
 * A detector as drawn.
 *
 * @param network answers maps by level; that of {@link FasterRcnn} is three networks in one
 * @param style what the maps mean
 * @param init how its tensors start
 * @param sizePx height and width of pictures that it is made for
 * @param stepPx which divides the height and width of every picture that it takes
 * @param head regular expression that matches the whole node names of the layers whose tensors
 *     depend on the classes
 * @param backbone the classifier that it stands on; empty where it has a backbone of its own
 */
public record Drawing(
    Network network,
    Style style,
    Init init,
    int sizePx,
    int stepPx,
    String head,
    Optional<Backbone> backbone) {
  /**
   * A network of the zoo inside another, without its head: weights that fit it by itself fit here
   * with a prefix before their names.
   *
   * @param name of the network, e.g. {@code resnet18}
   * @param prefix e.g. {@code backbone.body.}
   */
  public record Backbone(String name, String prefix) {}
}
