/** Placeholder. */
package dev.fovea.examples;
