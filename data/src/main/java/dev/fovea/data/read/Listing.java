package dev.fovea.data.read;

import dev.fovea.data.Example;
import dev.fovea.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the files of a data set say, before any picture is looked at.
 *
 * @param classes the class names, in the order of the labels
 */
record Listing(
    String format,
    Path root,
    List<String> classes,
    boolean multiLabel,
    Map<Split, List<Example>> examples,
    List<String> warnings) {}
