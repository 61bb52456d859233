package dev.fovea.task.explain;

import dev.fovea.image.HeatMap;
import dev.fovea.predict.Detection;

/**
 * Where in a picture the evidence for a box lies.
 *
 * @param detection the box, in px of the picture
 * @param map over what the network saw, [h, w], 0 or more
 */
public record BoxExplanation(Detection detection, HeatMap map) {}
