package dev.fovea.task.detect.metric;

/**
 * How well one class is found; NaN for a class without truths.
 *
 * @param label its place in the list of classes
 * @param truths how many of it have to be found: without crowds
 * @param answers how many answers were of it, at most 100 a picture
 * @param map average precision, the mean of the least overlaps 0.5 to 0.95
 * @param map50 at a least overlap of 0.5
 * @param map75 at a least overlap of 0.75
 * @param mar100 share of the truths that 100 answers a picture find, the mean of the overlaps
 */
public record BoxRow(
    int label, long truths, int answers, double map, double map50, double map75, double mar100) {}
