/**
 * Several runs that belong together, each in a run folder of its own below one study folder.
 *
 * <p>Start at {@link dev.fovea.project.study.Study}: a recipe and a {@link
 * dev.fovea.project.study.Plan} (folds, seeds or a search) become runs, one after the other, and
 * then a table and a page. {@code study.yaml} says what was asked and is all that a study needs to
 * go on after a kill: runs that are finished are read, the one under way is resumed, the others are
 * started. A search trains its trials by turns, as {@code Halving} says.
 *
 * <p>Not here: how one run is trained (project), words of the command line (cli).
 */
package dev.fovea.project.study;
