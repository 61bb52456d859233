/** Placeholder. */
package dev.fovea.task;
