package dev.fovea.predict;

import dev.fovea.image.Box;

/**
 * One thing that a detector found in a picture.
 *
 * @param name of its class
 * @param label the class, from 0
 * @param score how sure, 0 to 1
 * @param box where, in px
 */
public record Detection(String name, int label, double score, Box box) {}
