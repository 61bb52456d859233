package dev.fovea.data.load;

/** How often an epoch of training shows which example. */
public enum Sampler {
  /** Each example once. */
  NATURAL,
  /**
   * Each class as often as another, in as many places as there are examples: those of a rare class
   * several times, each time changed in another way; of a frequent class a part, another one each
   * epoch. An example of several classes stands for each of them; examples of no class count as a
   * class.
   */
  BALANCED
}
