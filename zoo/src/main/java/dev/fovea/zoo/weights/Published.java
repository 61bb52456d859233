package dev.fovea.zoo.weights;

import dev.fovea.fetch.Digest;
import dev.fovea.fetch.Remote;
import dev.fovea.image.Classes;
import dev.fovea.image.Preprocess;
import java.net.URI;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A published file of weights, as its publisher describes it.
 *
 * @param name {@code resnet50.imagenet1k_v2}
 * @param network the zoo's name of the network that it fits
 * @param by who publishes it: {@code torchvision} or {@code timm}
 * @param preferred the one that its publisher names for this network
 * @param remote the file
 * @param tensors whose names the tensors have, {@code torchvision}'s or {@code timm}'s, which
 *     {@link Names} knows
 * @param parameters numbers that learnt
 * @param preprocess what the published score was measured with, or what the publisher advises
 * @param classes in the order of the logits
 * @param licence of the weights, as an SPDX name; the data may add terms
 * @param top1 share of ImageNet's validation pictures, 0 to 1, whose class came first; empty where
 *     the publisher's package does not say
 * @param top5 the same among the first five
 * @param map of a detector on COCO's validation pictures of 2017, 0 to 1; empty for a classifier
 */
public record Published(
    String name,
    String network,
    String by,
    boolean preferred,
    Remote remote,
    String tensors,
    long parameters,
    Preprocess preprocess,
    Classes classes,
    String licence,
    OptionalDouble top1,
    OptionalDouble top5,
    OptionalDouble map) {
  public Published {
    Objects.requireNonNull(preprocess);
    Objects.requireNonNull(classes);
    if (!name.startsWith(network + "."))
      throw new IllegalArgumentException(name + " must begin with its network, " + network);
    if (parameters < 1) throw new IllegalArgumentException(name + " has no parameters");
    share(name, top1);
    share(name, top5);
    share(name, map);
  }

  private static void share(String name, OptionalDouble score) {
    if (score.isPresent() && !(score.getAsDouble() > 0 && score.getAsDouble() <= 1))
      throw new IllegalArgumentException(
          name + " has a score of " + score.getAsDouble() + ", expected above 0 to 1");
  }

  /** A file of about that size, with what is published of its sha256. */
  static Remote remote(String url, String sha256, double megabytes) {
    return new Remote(URI.create(url), new Digest(sha256), Math.round(megabytes * 1e6));
  }
}
