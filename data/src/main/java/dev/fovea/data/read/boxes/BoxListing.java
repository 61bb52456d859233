package dev.fovea.data.read.boxes;

import java.nio.file.Path;
import java.util.List;

/**
 * What the files of a data set with boxes say, before any picture is looked at.
 *
 * @param classes the class names, in the order of the labels
 * @param shares whether boxes are shares of width and height, not pixels
 * @param word what a box is called where it stands: "annotation", "object" or "line"
 * @param flaws of files that have no partner
 */
record BoxListing(
    String format,
    Path root,
    List<String> classes,
    boolean shares,
    String word,
    List<LabelledPicture> pictures,
    List<Flaw> flaws,
    List<String> warnings) {}
