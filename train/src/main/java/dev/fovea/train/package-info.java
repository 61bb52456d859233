/** Placeholder. */
package dev.fovea.train;
