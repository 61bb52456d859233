/**
 * Whole programs of at most 20 lines, as users of the library write them.
 *
 * <p>Start at {@link dev.fovea.examples.Train} (pictures to a model) and go on with {@link
 * dev.fovea.examples.Predict} (a model's answers for pictures) or {@link dev.fovea.examples.Find}
 * (the boxes of a detector). The README shows them; the build runs them, so that what it shows
 * works.
 *
 * <p>Not here: anything that another room calls, and any call of what is not public.
 */
package dev.fovea.examples;
