/**
 * Weights that others have published, most for networks of the zoo, and where weights come from.
 *
 * <p>Start at {@link dev.fovea.zoo.weights.Source}: what a user wrote (a name of the catalogue, a
 * url, {@code hf:owner/repo/file}, a path), and its file. {@link dev.fovea.zoo.weights.Catalogue}
 * is the list, read from {@code weights.json}, which {@code src/test/python/catalogue.py} writes
 * from the publishers' packages; {@link dev.fovea.zoo.weights.Published} is one line of it.
 *
 * <p>Not here: downloading (fetch), reading tensors and fitting them to a network (torch).
 */
package dev.fovea.zoo.weights;
