/**
 * Rewrites of networks together with their weights: another network, other weights, the same
 * answers (or nearly so, where a rewrite says how).
 *
 * <p>Start at {@link dev.fovea.rewrite.FoldBatchNorm}. A rewrite is a class named by its verb, with
 * one static method that takes a network and its weights and returns {@link
 * dev.fovea.rewrite.Rewritten}; what it was given stays as it is. Each has a test that answers
 * before and after are the same.
 *
 * <p>Not here: rewrites of a network alone, which need no numbers, and files.
 */
package dev.fovea.rewrite;
