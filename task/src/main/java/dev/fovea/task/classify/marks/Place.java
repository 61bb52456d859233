package dev.fovea.task.classify.marks;

/** A pixel of a prepared picture, from its upper left corner. */
record Place(int x, int y) {}
