/**
 * Draws data sets: shapes, letters and textures on clutter, with classes, boxes and masks.
 *
 * <p>Start at {@link dev.fovea.data.draw.Drawing}. A {@link dev.fovea.data.draw.Motif} is a class:
 * an outline, and sometimes a texture. {@code Clutter} paints what is behind it, {@code
 * DrawnPicture} puts both together with random place, size, turn and colours, so that neither
 * colour nor place gives the class away.
 *
 * <p>All randomness comes from (seed, split, number): each picture can be drawn alone and again.
 * Java2D only, no text and no fonts.
 */
package dev.fovea.data.draw;
