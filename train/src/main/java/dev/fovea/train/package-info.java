/**
 * Training: the loop, what it repeats, and what it leaves behind.
 *
 * <p>Start at {@link dev.fovea.train.Loop} (data, step, validation, state) and {@link
 * dev.fovea.train.Step} (forward, loss, backward: the only thing that differs between kinds of
 * learning). A {@link dev.fovea.train.Part} is what an optimiser moves; {@link
 * dev.fovea.train.Optimiser}, {@link dev.fovea.train.Schedule} and {@link dev.fovea.train.Manner}
 * (precision, sharpness) are data; {@link dev.fovea.train.Stages} orders a network's tensors for
 * {@link dev.fovea.train.StageRates} and {@link dev.fovea.train.Unfreeze} (rates by layer, the head
 * first); {@link dev.fovea.train.Freeze} rewrites a network whose parts shall stay as they are;
 * {@link dev.fovea.train.RateTest} looks for a rate; {@link dev.fovea.train.State} is the one
 * commit point of a run; {@link dev.fovea.train.TrainEvent} is all that the outside hears.
 *
 * <p>Not here: what a task's targets, losses and metrics are; printing; folders of a run.
 */
package dev.fovea.train;
