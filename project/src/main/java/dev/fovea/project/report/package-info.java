/**
 * What a run leaves for people to look at: log.csv, TensorBoard events, plots, picture sheets and
 * report.html.
 *
 * <p>Everything here is fed by the plain records of this package and knows nothing of networks or
 * training. Start at {@link dev.fovea.project.report.Report}, which holds all that the page says,
 * and {@link dev.fovea.project.report.ReportHtml}, which lays it out. {@link
 * dev.fovea.project.report.LogCsv} and {@link dev.fovea.project.report.EventFile} grow with the run
 * and are cut back to a step when it resumes.
 *
 * <p>A detector's page, plots and sheets are in {@code detect}; {@code Page}, {@code Html}, {@code
 * Ink} and {@code ChartStyle} are what all pages and plots are made of.
 *
 * <p>A plot that cannot be drawn (a slim system without fonts) is a {@link
 * dev.fovea.project.report.Picture} with a warning instead of pixels: the run goes on.
 */
package dev.fovea.project.report;
