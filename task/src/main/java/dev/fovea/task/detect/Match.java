package dev.fovea.task.detect;

/**
 * A place that answers for a thing.
 *
 * @param cell place of the {@link Grid}
 * @param anchor which of its anchors; 0 where there are none
 * @param thing of {@link Things}
 * @param quality 0 to 1: what the score there should become
 */
record Match(int cell, int anchor, int thing, float quality) {}
