package dev.fovea.task.explain;

import dev.fovea.image.HeatMap;

/**
 * Where in a picture the evidence for a class lies.
 *
 * @param label the class
 * @param map over what the network saw, [h, w]: for Grad-CAM as large as the network's last map, 0
 *     or more; for occlusion a value for each pixel of the network's input, log-odds lost there
 *     (negative where the answer gains). {@code map.low()} and {@code map.high()} are its range
 */
public record Explanation(String label, HeatMap map) {}
