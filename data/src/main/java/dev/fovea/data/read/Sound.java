package dev.fovea.data.read;

import dev.fovea.data.Broken;
import dev.fovea.data.Example;
import dev.fovea.data.Workers;
import dev.fovea.image.ImageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the first bytes of every picture, on several threads, and tells the sound from the
 * broken.
 */
final class Sound {
  private static final int CHUNK = 64;

  private Sound() {}

  /**
   * The examples whose pictures can be decoded as far as their first bytes tell, in order; the
   * others join {@code broken}.
   */
  static List<Example> of(List<Example> examples, int threads, List<Broken> broken) {
    if (examples.stream().allMatch(e -> e.source().inMemory())) return examples;
    var why = new String[examples.size()];
    Workers.each(why.length, CHUNK, threads, i -> why[i] = why(examples.get(i)));
    var sound = new ArrayList<Example>(examples.size());
    for (int i = 0; i < why.length; i++) {
      if (why[i] == null) sound.add(examples.get(i));
      else broken.add(new Broken(examples.get(i).id(), why[i]));
    }
    return sound;
  }

  private static String why(Example example) {
    try {
      example.source().check();
      return null;
    } catch (ImageException e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      return example.id() + ": " + e;
    }
  }
}
