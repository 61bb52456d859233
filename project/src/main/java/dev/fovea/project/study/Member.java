package dev.fovea.project.study;

import dev.fovea.project.Recipe;

/**
 * One run of a study.
 *
 * @param name of its folder: {@code fold-1}
 * @param title for people: {@code fold 1 of 5}
 */
public record Member(String name, String title, Recipe recipe) {}
