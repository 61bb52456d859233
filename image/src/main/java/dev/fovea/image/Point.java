package dev.fovea.image;

/** A point in a picture, in pixels; the centre of pixel (i, j) is (i+0.5, j+0.5). */
public record Point(double x, double y) {}
