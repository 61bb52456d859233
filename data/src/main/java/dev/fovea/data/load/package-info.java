/**
 * Turns examples into batches of floats on worker threads.
 *
 * <p>Start at {@link dev.fovea.data.load.Loader}; {@link dev.fovea.data.load.Feed} says how. A
 * batch depends on (seed, epoch, number) alone. {@code Pictures} makes the numbers of one picture,
 * {@code Filler} those of one batch, the loader hands them over in order.
 *
 * <p>The hot path allocates no buffers: batches are lent slots of direct memory. No tensor and no
 * torch call belongs here.
 */
package dev.fovea.data.load;
