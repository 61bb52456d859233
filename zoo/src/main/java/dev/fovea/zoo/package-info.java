/** Placeholder. */
package dev.fovea.zoo;
