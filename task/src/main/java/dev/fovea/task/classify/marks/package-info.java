/**
 * Learning a small mark from large photographs of which only the answer is known: {@link
 * dev.fovea.task.classify.marks.MarkSearch} finds by itself where in them the rare class shows.
 */
package dev.fovea.task.classify.marks;
