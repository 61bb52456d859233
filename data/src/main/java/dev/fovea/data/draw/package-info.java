/**
 * Draws data sets: shapes, letters and textures on clutter, with classes, boxes and masks; several
 * shapes a picture, to be detected; and photographs of machined parts, a rare few with a small
 * scratch.
 *
 * <p>Start at {@link dev.fovea.data.draw.Drawing}, {@link dev.fovea.data.draw.ObjectsDrawing} and
 * {@link dev.fovea.data.draw.PartsDrawing}. A {@link dev.fovea.data.draw.Motif} is a class: an
 * outline, and sometimes a texture. {@code DrawnPicture} puts it on {@code Clutter} with random
 * place, size, turn and colours, so that neither colour nor place gives the class away. A {@code
 * PartPhoto} shows one {@code Part} under its {@code Light}.
 *
 * <p>All randomness comes from (seed, split, number): each picture can be drawn alone and again.
 * Java2D only, no text and no fonts.
 */
package dev.fovea.data.draw;
