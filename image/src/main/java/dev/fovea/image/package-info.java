/** Placeholder. */
package dev.fovea.image;
