/**
 * Networks on libtorch: loading the natives, tensors by name, running a graph, files of weights.
 *
 * <p>Start at {@link dev.fovea.torch.Runner} (a network's values from its inputs), {@link
 * dev.fovea.torch.Weights} (the numbers, by state-dict name) and {@link
 * dev.fovea.torch.InitialWeights} (how they start). {@link dev.fovea.torch.Natives} loads libtorch
 * once; {@link dev.fovea.torch.Scope} owns native memory.
 *
 * <p>libtorch is never called from virtual threads: gradient mode and settings live in native
 * threads.
 *
 * <p>Not here: training, rewrites of networks, pictures.
 */
package dev.fovea.torch;
