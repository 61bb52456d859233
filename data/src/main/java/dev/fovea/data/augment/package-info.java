/**
 * Random changes of training pictures, as data and as what was drawn for one picture.
 *
 * <p>Start at {@link dev.fovea.data.augment.Augment}: the list of what may happen. For each picture
 * dice are thrown once: a {@link dev.fovea.data.augment.View} says where pixels go, as one matrix
 * that points, boxes and masks follow too; a {@link dev.fovea.data.augment.Jitter} says how colours
 * change; a {@link dev.fovea.data.augment.Patch} what is erased.
 *
 * <p>A new augmentation is a record in {@link dev.fovea.data.augment.Augmentation}, one case where
 * the compiler asks for it, and a comparison with torchvision's in the tests. Nothing here reads
 * files or knows of threads.
 */
package dev.fovea.data.augment;
