package dev.fovea.project.report.detect;

/** A validation picture twice: with what is there, and with what was answered. */
public record Pair(Looked truth, Looked answers) {}
