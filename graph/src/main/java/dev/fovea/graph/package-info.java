/** Placeholder. */
package dev.fovea.graph;
