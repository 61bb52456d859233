package dev.fovea.data.augment;

import dev.fovea.image.Affine;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of one picture, one after the other. Moves that follow each other are joined, so that
 * pixels are resampled once and what left the picture may come back.
 */
public record Chain(List<Change> changes) {
  public Chain {
    var joined = new ArrayList<Change>();
    for (var change : changes) {
      if (change instanceof Change.Move(var next)
          && !joined.isEmpty()
          && joined.getLast() instanceof Change.Move(var map)) {
        joined.set(joined.size() - 1, new Change.Move(map.then(next)));
      } else {
        joined.add(change);
      }
    }
    changes = List.copyOf(joined);
  }

  /** The picture after all changes. */
  public Image of(Image picture) {
    Image changed = picture;
    for (var change : changes) changed = change.of(changed);
    return changed;
  }

  /** Where points of the picture go. */
  public Affine map() {
    Affine map = Affine.IDENTITY;
    for (var change : changes) if (change instanceof Change.Move(var next)) map = map.then(next);
    return map;
  }
}
