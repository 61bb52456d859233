package dev.fovea.project.use;

import dev.fovea.data.DataException;
import dev.fovea.data.Dataset;
import dev.fovea.data.Example;
import dev.fovea.data.Thing;
import dev.fovea.data.Truth;
import dev.fovea.graph.Spelling;
import dev.fovea.predict.model.ModelCard;
import java.util.List;

/** Examples of a data set with the labels that a model gives to the same class names. */
final class Relabel {
  private final ModelCard model;
  private final Dataset data;

  Relabel(ModelCard model, Dataset data) {
    if (!data.boxes() && data.multiLabel() && !model.classify().multiLabel())
      throw new DataException(
          data.root()
              + " has pictures of several classes each, but the model answers one class a picture");
    this.model = model;
    this.data = data;
  }

  List<Example> all(List<Example> examples) {
    return examples.stream().map(e -> new Example(e.id(), e.source(), truth(e))).toList();
  }

  private Truth truth(Example example) {
    if (example.truth() instanceof Truth.Objects(var things))
      return new Truth.Objects(things.stream().map(thing -> thing(thing, example)).toList());
    List<Integer> labels =
        example.truth().labels().stream().map(c -> label(c, example)).sorted().toList();
    return model.classify().multiLabel()
        ? new Truth.AnyOf(labels)
        : new Truth.OneOf(labels.getFirst());
  }

  private Thing thing(Thing theirs, Example example) {
    return new Thing(label(theirs.label(), example), theirs.box(), theirs.crowd(), theirs.areaPx());
  }

  private int label(int theirs, Example example) {
    String name = data.classes().name(theirs);
    int ours = model.classes().find(name);
    if (ours >= 0) return ours;
    throw new DataException(
        "%s: the class '%s' (of %s) is not one of the model's %d classes (%s)%s"
            .formatted(
                data.root(),
                name,
                example.id(),
                model.classes().size(),
                some(model.classes().names()),
                Spelling.hint(name, model.classes().names())));
  }

  private static String some(List<String> names) {
    String list = String.join(", ", names.subList(0, Math.min(6, names.size())));
    return names.size() > 6 ? list + " ..." : list;
  }
}
