/**
 * Draws validation splits, writes them down and reads them back.
 *
 * <p>Start at {@link dev.fovea.data.split.Splits#withVal}: stratified, seeded, with groups that
 * stay on one side ({@link dev.fovea.data.split.Grouping}). {@link dev.fovea.data.split.SplitFile}
 * keeps the result beside a run, so that a resumed run learns from the same pictures.
 */
package dev.fovea.data.split;
