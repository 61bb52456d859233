/** Placeholder. */
package dev.fovea.data;
