package dev.fovea.data;

/**
 * One picture and what is in it.
 *
 * @param id its name in the data set, unique: the path below the root with slashes, or {@code
 *     train/00017}
 */
public record Example(String id, Source source, Truth truth) {}
