/**
 * The numbers that say how good a classifier is, in plain Java without libtorch.
 *
 * <p>Start at {@link dev.fovea.task.classify.Metric}, which collects probabilities and truth and
 * answers with {@link dev.fovea.task.classify.metric.Scores}. Beneath it {@link
 * dev.fovea.task.classify.metric.Tally} counts hits of classes, {@link
 * dev.fovea.task.classify.metric.Ranking} measures the order of scores (ROC-AUC, average precision)
 * and {@link dev.fovea.task.classify.metric.Bootstrap} puts an interval around a number. All of
 * them accept a weight for each example, which is how the bootstrap asks for a number again.
 *
 * <p>The numbers are those of scikit-learn, zero where it divides by zero; where it has no answer
 * (ROC-AUC of a class without positives) the answer is NaN and the average leaves the class out.
 */
package dev.fovea.task.classify.metric;
