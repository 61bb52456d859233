/**
 * Writes data sets of boxes in the formats that others read: COCO JSON, Pascal VOC XML, YOLO text.
 *
 * <p>Start at {@link dev.fovea.data.write.BoxFolder}: it gives pictures their names, copies or
 * links them, and hands each split to the writer of the format. What is written is read again by
 * {@code data.read.boxes} with the same classes, splits and boxes; tests go round all three
 * formats.
 *
 * <p>A new format is a constant of {@link dev.fovea.data.write.BoxFormat} and a writer.
 */
package dev.fovea.data.write;
