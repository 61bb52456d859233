/**
 * What is odd about data, before anything is learnt from them.
 *
 * <p>Start at {@link dev.fovea.project.check.DataCheck}: one pass over the pictures ({@code
 * Survey}) answers with a {@link dev.fovea.project.check.Checked}, from which {@link
 * dev.fovea.project.check.CheckFindings} says what to do and {@link
 * dev.fovea.project.check.CheckFolder} leaves files. A new thing to look for is one more fact of
 * the survey and one more finding.
 *
 * <p>Not here: how duplicates are found (data.alike), printing (cli).
 */
package dev.fovea.project.check;
