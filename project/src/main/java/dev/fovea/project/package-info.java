/**
 * What people do with Fovea: recipes, runs and their folders.
 *
 * <p>Start at {@link dev.fovea.project.Training} (a recipe becomes a run folder) and {@link
 * dev.fovea.project.Recipe} (everything that decides a run). {@link dev.fovea.project.Choices}
 * fills in what a recipe leaves open; {@link dev.fovea.project.Setup} turns the numbers into
 * networks, loaders and optimisers. {@code use} holds the other use cases, {@code report} what a
 * run leaves to look at.
 *
 * <p>Not here: words of the command line, printing (cli).
 */
package dev.fovea.project;
