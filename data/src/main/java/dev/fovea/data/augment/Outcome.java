package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.image.Affine;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import java.util.List;

/**
 * What the dice said for one picture.
 *
 * @param view where pixels go first
 * @param chain what changes then, in order
 * @param holes what is erased at last
 */
public record Outcome(View view, Chain chain, List<Patch> holes) {
  public Outcome {
    holes = List.copyOf(holes);
  }

  /** Throws the dice for a picture that becomes {@code width} x {@code height} px. */
  public static Outcome draw(Augment augment, Dice dice, Image picture, int width, int height) {
    var view = View.draw(augment, dice, picture, width, height);
    var chain = new Chain(Changes.draw(augment, dice, width, height));
    var holes = Patch.draw(augment, dice, width, height);
    return new Outcome(view, chain, holes);
  }

  /** From points of the picture to points of the output: what boxes, masks and marks follow. */
  public Affine map() {
    return view.map().then(chain.map());
  }

  /** The output without its holes, which belong into the finished numbers. */
  public Image of(Image picture, Kernel kernel) {
    var changes = chain.changes();
    if (!changes.isEmpty() && changes.getFirst() instanceof Change.Move(var first)) {
      var rest = new Chain(changes.subList(1, changes.size()));
      return rest.of(view.then(first).of(picture, kernel));
    }
    return chain.of(view.of(picture, kernel));
  }
}
