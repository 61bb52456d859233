/**
 * Reads boxes: COCO JSON, Pascal VOC XML and YOLO text, in the layouts that are about.
 *
 * <p>Start at {@code BoxFormats}, which finds out the format. One reader a format ({@code
 * CocoBoxes}, {@code VocBoxes}, {@code YoloBoxes}) answers with a {@code BoxListing}: what the
 * files say, wrong boxes included. What holds for all formats is done once, in {@code BoxFinish}:
 * sizes of pictures, boxes that are none, boxes that lie outside.
 *
 * <p>A {@link dev.fovea.data.read.boxes.Flaw} says what is wrong with one box or one picture;
 * {@link dev.fovea.data.read.boxes.BoxData} is a data set and its flaws. Files that contradict
 * themselves (an id that nothing has, text for a number) end the work with one sentence.
 */
package dev.fovea.data.read.boxes;
