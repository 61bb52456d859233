/**
 * What a run of a detector leaves to look at: plots, sheets with boxes on pictures, and the page
 * that holds them.
 *
 * <p>Start at {@link dev.fovea.project.report.detect.DetectRun}, which is given what was measured
 * and draws all of it: {@link dev.fovea.project.report.detect.CurvePlots}, {@link
 * dev.fovea.project.report.detect.LabelPlots}, {@code Beside} (answers beside truth) and {@code
 * Hardest} (misses and false alarms). {@link dev.fovea.project.report.detect.DetectReport} is the
 * page as data, {@link dev.fovea.project.report.detect.DetectPage} lays it out. Boxes are drawn by
 * {@link dev.fovea.image.BoxPen}. Nothing here knows of networks or training.
 */
package dev.fovea.project.report.detect;
