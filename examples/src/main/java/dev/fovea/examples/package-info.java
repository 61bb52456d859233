/**
 * Whole programs of at most 20 lines, as users of the library write them.
 *
 * <p>Start at {@link dev.fovea.examples.Train} (pictures to a model) and go on with {@link
 * dev.fovea.examples.Predict} (a model's answers for pictures). The README shows both; the build
 * runs both on drawn pictures, so that what it shows works.
 *
 * <p>Not here: anything that another room calls, and any call of what is not public.
 */
package dev.fovea.examples;
