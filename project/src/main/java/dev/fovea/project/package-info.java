/** Placeholder. */
package dev.fovea.project;
