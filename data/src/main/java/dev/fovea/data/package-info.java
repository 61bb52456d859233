/**
 * What a data set is: examples in splits, each a {@link dev.fovea.data.Source} of one picture with
 * its {@link dev.fovea.data.Truth}.
 *
 * <p>Start at {@link dev.fovea.data.Dataset}. {@code read} opens data sets of every format, {@link
 * dev.fovea.data.split.Splits} draws a validation split where there is none, {@code augment}
 * changes pictures as data says, {@code load} turns examples into batches of floats on worker
 * threads, {@code draw} draws data sets of its own, {@code write} writes boxes in other formats.
 *
 * <p>All randomness comes from {@link dev.fovea.data.Dice}, thrown from (seed, epoch, index,
 * purpose) and never from a clock, a thread or a hash code: the same call gives the same pictures
 * on every machine. Pixels are the room {@code image}'s; tensors and losses do not belong here.
 */
package dev.fovea.data;
