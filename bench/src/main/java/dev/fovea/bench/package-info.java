/** Placeholder. */
package dev.fovea.bench;
