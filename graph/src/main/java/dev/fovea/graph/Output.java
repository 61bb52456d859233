package dev.fovea.graph;

/**
 * What a network answers.
 *
 * @param name how users ask for it, e.g. {@code logits}
 * @param node the node (or input) whose value it is
 */
public record Output(String name, String node) {
  public Output {
    Check.name("an output", name);
    Check.name("the node of output " + name, node);
  }
}
