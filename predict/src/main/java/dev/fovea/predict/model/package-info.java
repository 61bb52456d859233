/**
 * What a model file says of its network, whichever engine runs it.
 *
 * <p>{@link dev.fovea.predict.model.ModelCard} is all of it, {@link
 * dev.fovea.predict.model.CardJson} its place in a file's metadata. {@link
 * dev.fovea.predict.model.ClassifyPostprocess} makes answers of logits, by an {@link
 * dev.fovea.predict.model.Activation} and a {@link dev.fovea.predict.model.Decision}; {@link
 * dev.fovea.predict.model.Novelty} tells pictures of another kind. Of a network from elsewhere
 * {@link dev.fovea.predict.model.CardYaml} and {@link dev.fovea.predict.model.Told} say the same.
 *
 * <p>Not here: the network, and what runs it.
 */
package dev.fovea.predict.model;
