/**
 * How good features are, without training the network: the answers of the nearest training pictures
 * ({@link dev.fovea.task.probe.Neighbours}) and of a linear classifier on frozen features ({@link
 * dev.fovea.task.probe.LinearProbe}).
 *
 * <p>Not here: where features come from (embed, {@code Outputs}), scores ({@code Metric}).
 */
package dev.fovea.task.probe;
