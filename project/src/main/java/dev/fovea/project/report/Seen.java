package dev.fovea.project.report;

import dev.fovea.image.Image;

/**
 * A training image as the network sees it.
 *
 * @param label its class, or its mixture ("0.7 cat + 0.3 dog")
 */
public record Seen(Image image, String label) {}
