package dev.fovea.project.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One epoch, as log.csv and the curves show it. A number that was not measured is NaN.
 *
 * @param epoch counted from 1
 * @param step optimiser steps done so far
 * @param seconds since the start of the run, pauses left out
 * @param learningRate of the last step
 * @param trainLoss mean over the epoch
 * @param valLoss mean over the validation set
 * @param trainParts what the training loss is made of, by name; empty where it is one thing
 * @param valScores validation scores by the field's names (top1, ...), in the order to show them
 * @param imagesPerSecond during training
 * @param waitShare part of the epoch that steps waited for data, 0 to 1
 */
public record EpochRow(
    int epoch,
    long step,
    double seconds,
    double learningRate,
    double trainLoss,
    double valLoss,
    Map<String, Double> trainParts,
    Map<String, Double> valScores,
    double imagesPerSecond,
    double waitShare) {

  public EpochRow {
    trainParts = Collections.unmodifiableMap(new LinkedHashMap<>(trainParts));
    valScores = Collections.unmodifiableMap(new LinkedHashMap<>(valScores));
  }

  /** The same epoch with other scores. */
  public EpochRow withValScores(Map<String, Double> scores) {
    return new EpochRow(
        epoch,
        step,
        seconds,
        learningRate,
        trainLoss,
        valLoss,
        trainParts,
        scores,
        imagesPerSecond,
        waitShare);
  }
}
