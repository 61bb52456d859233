package dev.fovea.data.alike;

/**
 * Two pictures that are the same or nearly the same.
 *
 * @param first the position of one
 * @param second the position of the other, above the first
 * @param bits of their fingerprints that differ, of 256
 * @param same whether their files are the same, byte by byte
 */
public record Near(int first, int second, int bits, boolean same) {}
