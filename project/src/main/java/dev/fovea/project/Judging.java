package dev.fovea.project;

import dev.fovea.data.Counted;
import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Split;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Loader;
import dev.fovea.graph.Network;
import dev.fovea.task.Model;
import dev.fovea.task.ModelFile;
import java.util.function.Consumer;

/**
 * What a {@link Judge} goes by.
 *
 * @param recipe with nothing left open
 * @param data with its validation split
 * @param network that learns
 * @param folder of the run
 * @param keep decoded validation pictures
 */
record Judging(
    Recipe recipe,
    Dataset data,
    Network network,
    RunFolder folder,
    Keep keep,
    Consumer<RunEvent> events) {
  /** Ends the run where not one of the validation pictures can be decoded. */
  void decoded(Loader loader) {
    int pictures = data.split(Split.VAL).size();
    if (loader.broken().size() < pictures) return;
    throw new DataException(
        "%s: none of %s to validate on can be decoded; the first: %s"
            .formatted(
                data.root(), Counted.of(pictures, "picture"), loader.broken().getFirst().why()));
  }

  /** Keeps a model as the last one, and as the best where it is. */
  void write(Model model, boolean best) {
    if (best) ModelFile.write(folder.best(), model);
    ModelFile.write(folder.last(), model);
  }
}
