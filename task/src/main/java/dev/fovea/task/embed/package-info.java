/**
 * Embedding: a picture as a vector, the features of any model's network.
 *
 * <p>Start at {@link dev.fovea.task.embed.Embedder}. What features are says graph's {@code
 * Features}.
 *
 * <p>Not here: what is measured of vectors (probe), what tells other pictures ({@code Novelty}).
 */
package dev.fovea.task.embed;
