/**
 * Finds pictures that are the same or nearly the same.
 *
 * <p>Start at {@link dev.fovea.data.alike.Alike#of}: fingerprints in, groups out. {@code NearPairs}
 * finds the pairs without comparing each with each, {@link dev.fovea.data.alike.Groups} joins them.
 *
 * <p>The fingerprints themselves are the room {@code image}'s; what to do with what was found
 * belongs to {@code split} and to whoever reports it.
 */
package dev.fovea.data.alike;
