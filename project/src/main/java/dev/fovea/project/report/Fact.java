package dev.fovea.project.report;

/** One line of what was trained: a name ("model") and its value ("resnet18, 11.2 M parameters"). */
public record Fact(String name, String value) {}
