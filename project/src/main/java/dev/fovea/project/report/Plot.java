package dev.fovea.project.report;

/** A picture with the sentence that stands under it. */
public record Plot(Picture picture, String caption) {}
