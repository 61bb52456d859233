/**
 * Measurements beside something else: the same work done by Fovea and by another program, at the
 * same time on the same machine, as a ratio.
 *
 * <p>Start at {@link dev.fovea.bench.StepTime}; its twin is {@code src/main/python/step_time.py},
 * and the script {@code bench/step-time} lets the two take turns. The README of this folder says
 * how to read what comes out.
 *
 * <p>Not here: tests (they live beside what they test) and anything that others build upon.
 */
package dev.fovea.bench;
