/** Placeholder. */
package dev.fovea.cli;
