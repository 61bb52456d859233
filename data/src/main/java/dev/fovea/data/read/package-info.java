/**
 * Opens data sets: finds out the format, lists the examples, leaves out what is broken and says
 * what it found.
 *
 * <p>Start at {@link dev.fovea.data.read.Datasets#open}. One reader a format: class folders, IDX
 * files, CSV tables. Each answers with a {@code Listing}, what the files say; what holds for all
 * formats (broken pictures, class names, odd splits) is done once, in {@code Finish}. Where things
 * are, in boxes, is read by {@code boxes}, for those who ask for it.
 *
 * <p>A new format is a new reader and one line in {@code Datasets}. Nothing here decodes pixels,
 * shuffles or splits.
 */
package dev.fovea.data.read;
