/**
 * Network families as functions that draw them: each file is one paper, tensor names are those of
 * the published PyTorch weights, counts are checked against a golden table.
 *
 * <p>Start at {@link dev.fovea.zoo.Zoo}: the one explicit list of families, and networks by name.
 * {@link dev.fovea.zoo.UNet} and {@link dev.fovea.zoo.Dcgan} are drawn here too, but are no
 * classifiers and so not in that list. Read {@link dev.fovea.zoo.ResNet} to see how a family is
 * written; a new one is a new file and a line in {@code Zoo.families()}.
 *
 * <p>Not here: ops (graph), weights and starting them (torch), anything that runs.
 */
package dev.fovea.zoo;
