/** Placeholder. */
package dev.fovea.torch;
