package dev.fovea.data;

/**
 * An example that was left out because its picture cannot be decoded.
 *
 * @param id the example's id
 * @param why one sentence
 */
public record Broken(String id, String why) {}
