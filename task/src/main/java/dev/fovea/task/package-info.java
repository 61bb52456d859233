/**
 * What a network is trained for: one folder a task, with the same file names in each.
 *
 * <p>{@code Targets} says what is learned, {@code Loss} how wrong an answer is, {@code Metric} how
 * good a set of answers is. Two tasks are there: {@code classify} and {@code detect}. What a model
 * may be asked besides: {@code embed} (its features), {@code probe} (what they are worth), {@code
 * explain} (where the evidence lies). {@link dev.fovea.task.Model} is a trained network with
 * everything that its use needs, {@link dev.fovea.task.ModelFile} its one file.
 *
 * <p>Not here: the loop (train), recipes, folders and reports of runs (project).
 */
package dev.fovea.task;
