package dev.fovea.project.report;

/**
 * One class in the table; scores are shares, 0 to 1.
 *
 * @param support validation images of the class
 * @param auroc NaN when it has no answer
 */
public record ClassLine(
    String name, double precision, double recall, double f1, long support, double auroc) {}
