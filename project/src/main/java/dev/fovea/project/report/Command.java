package dev.fovea.project.report;

/** A line to type, and what it does. */
public record Command(String line, String does) {}
