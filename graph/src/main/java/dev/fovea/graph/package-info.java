/**
 * A network as plain data, and the small programs that read it.
 *
 * <p>Start at {@link dev.fovea.graph.Op} (what a box computes), {@link dev.fovea.graph.Network}
 * (boxes in order) and {@link dev.fovea.graph.Wire} (the pen that draws them). Everything else
 * answers one question about a network and is named after its answer: {@link
 * dev.fovea.graph.Shapes}, {@link dev.fovea.graph.Params}, {@code Macs}, {@code Summary}, {@code
 * GraphJson}, {@code Diagram}, {@code Features}, {@code Head}, {@code LastMap}. {@code Cut} makes
 * two of one, {@code Rehead} one for other classes.
 *
 * <p>A reader is one exhaustive {@code switch} over {@code Op} without a default arm: a new op
 * makes the compiler list each place that must learn it.
 *
 * <p>Not here: tensors, devices, training, files of weights.
 */
package dev.fovea.graph;
