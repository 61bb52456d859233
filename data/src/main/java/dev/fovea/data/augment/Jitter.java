package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;

/** How the colours of one picture change, in order. */
public record Jitter(List<Change> changes) {

  /** What is changed. */
  public enum Property {
    BRIGHTNESS,
    CONTRAST,
    SATURATION,
    HUE
  }

  /**
   * One change.
   *
   * @param amount the factor (1 changes nothing); for HUE the turn of the colour circle, -0.5 to
   *     0.5
   */
  public record Change(Property property, double amount) {}

  public Jitter {
    changes = List.copyOf(changes);
  }

  /** Throws the dice for each colour jitter of the list. */
  public static Jitter draw(Augment augment, Dice dice) {
    var changes = new ArrayList<Change>();
    for (var a : augment.list()) {
      if (a instanceof ColorJitter jitter) draw(jitter, dice, changes);
    }
    return new Jitter(changes);
  }

  private static void draw(ColorJitter jitter, Dice dice, List<Change> changes) {
    for (int k : dice.permutation(4)) {
      var property = Property.values()[k];
      double most =
          switch (property) {
            case BRIGHTNESS -> jitter.brightness();
            case CONTRAST -> jitter.contrast();
            case SATURATION -> jitter.saturation();
            case HUE -> jitter.hue();
          };
      if (most == 0) continue;
      double middle = property == Property.HUE ? 0 : 1;
      double low = property == Property.HUE ? -most : Math.max(0, 1 - most);
      changes.add(new Change(property, dice.uniform(low, middle + most)));
    }
  }

  /** The picture with its colours changed. */
  public Image of(Image picture) {
    if (changes.isEmpty()) return picture;
    var levels = Levels.of(picture);
    for (var change : changes) {
      float amount = (float) change.amount();
      switch (change.property()) {
        case BRIGHTNESS -> levels.brightness(amount);
        case CONTRAST -> levels.contrast(amount);
        case SATURATION -> levels.saturation(amount);
        case HUE -> Hue.turn(levels, amount);
      }
    }
    return levels.image();
  }
}
