/**
 * Pixels without torch: pictures are decoded, resized, prepared for a network, drawn on and
 * written.
 *
 * <p>Start with {@link dev.fovea.image.Decode} (a file to an {@link dev.fovea.image.Image}) and
 * {@link dev.fovea.image.Preprocess} (an Image to the numbers that a network reads; the same code
 * serves training and the deployed model). {@link dev.fovea.image.Resample} is Pillow's resize, bit
 * for bit. {@link dev.fovea.image.Warp} and {@link dev.fovea.image.Colour} are what augmentation is
 * made of; {@link dev.fovea.image.Canvas}, {@link dev.fovea.image.BoxPen} and {@link
 * dev.fovea.image.Sheet} draw for people.
 *
 * <p>The readers of single file formats live in {@code codec}. No tensors and no data sets here:
 * those are the rooms torch and data. This is the only room that may call OpenCV.
 */
package dev.fovea.image;
