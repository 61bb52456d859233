/**
 * What the command does, one class a use case, for programs to call as well.
 *
 * <p>{@link dev.fovea.project.use.Predict} answers for files, folders and globs of any number;
 * {@link dev.fovea.project.use.Evaluate} measures a model on a data set; {@link
 * dev.fovea.project.use.Export} writes it as ONNX and proves it; {@link
 * dev.fovea.project.use.Inspect} looks into a model file or a network of the zoo; {@link
 * dev.fovea.project.use.Models} lists the zoo; {@link dev.fovea.project.use.Doctor} looks whether
 * this machine has what Fovea needs.
 *
 * <p>Each returns records; nothing here prints. Not here: options, tables, exit codes (cli).
 */
package dev.fovea.project.use;
