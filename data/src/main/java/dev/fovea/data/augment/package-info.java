/**
 * Random changes of training pictures, as data and as what was drawn for one picture.
 *
 * <p>Start at {@link dev.fovea.data.augment.Augment}: the list of what may happen. For each picture
 * dice are thrown once, and the {@link dev.fovea.data.augment.Outcome} says what does: a {@link
 * dev.fovea.data.augment.View} where pixels go, a {@link dev.fovea.data.augment.Chain} of changes
 * of colours and, where a policy drew them, of further moves; a {@link
 * dev.fovea.data.augment.Patch} what is erased. All moves together are one matrix, which points,
 * boxes and masks follow too.
 *
 * <p>A new augmentation is a record in {@link dev.fovea.data.augment.Augmentation}, one case where
 * the compiler asks for it, and a comparison with torchvision's in the tests; the pixels change in
 * the room image. Nothing here reads files or knows of threads.
 */
package dev.fovea.data.augment;
