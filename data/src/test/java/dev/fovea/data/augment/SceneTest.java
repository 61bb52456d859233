package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.Painted;
import dev.fovea.data.Thing;
import dev.fovea.data.augment.Augmentation.AugMix;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.Mosaic;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandAugment;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.augment.Augmentation.Rotation;
import dev.fovea.data.augment.Augmentation.Scale;
import dev.fovea.data.augment.Augmentation.Shear;
import dev.fovea.data.augment.Augmentation.Translation;
import dev.fovea.data.augment.Augmentation.TrivialAugmentWide;
import dev.fovea.data.augment.Augmentation.VerticalFlip;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import dev.fovea.image.Image;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneTest {
  private static final int DRAWS = 500;
  private static final double EDGE =
      1.2; // a pixel of which the rectangle has the half, and rounding

  private static final List<Augment> KINDS =
      List.of(
          Augment.none(),
          Augment.of(new RandomResizedCrop(0.3, 1, 0.75, 1.33)),
          Augment.of(new PadCrop(20)),
          Augment.of(new HorizontalFlip(1)),
          Augment.of(new VerticalFlip(1)),
          Augment.of(new Rotation(180)),
          Augment.of(new Translation(0.4, 0.4)),
          Augment.of(new Scale(0.3, 2)),
          Augment.of(new Shear(30, 30)),
          Augment.of(new RandAugment(3, 20)),
          Augment.of(new TrivialAugmentWide()),
          Augment.of(new AugMix(3, 3, 1)),
          Augment.of(
              new RandomResizedCrop(0.6, 1, 0.75, 1.33),
              new HorizontalFlip(0.5),
              new Rotation(30),
              new Translation(0.1, 0.1),
              new Scale(0.5, 1.5),
              new Shear(10, 10)));

  private static final List<Preprocess> TOS =
      List.of(
          Preprocess.letterbox(128, 160, 32),
          Preprocess.stretch(3, 100, 140),
          Preprocess.imagenet(120, 96, Kernel.BILINEAR));

  @Test
  void boxesSurroundWhatIsPaintedAfterEveryChange() {
    int kept = 0;
    int dropped = 0;
    for (int i = 0; i < DRAWS; i++) {
      var painted = Painted.of(i);
      var to = TOS.get(i % TOS.size());
      var augment = KINDS.get((i / TOS.size()) % KINDS.size());
      var scene = onlyMoves(Scene.draw(augment, Dice.of(5, i), List.of(painted.image()), to));
      var image = scene.of(List.of(painted.image()), to.resize());
      var things = scene.things(0, painted.things());
      for (int label = 0; label < 3; label++) {
        String what = "draw %d, label %d, %s".formatted(i, label, augment);
        var found = Painted.find(image, label);
        var thing = of(things, label);
        if (thing.isPresent()) surrounds(what, image, thing.get().box(), found);
        else if (found.isPresent()) isSmall(what, found.get(), painted.things().get(label), scene);
        if (thing.isPresent()) kept++;
        else dropped++;
      }
    }
    assertTrue(kept > 1000 && dropped > 50, kept + " kept, " + dropped + " dropped");
  }

  private static void surrounds(String what, Image image, Box box, Optional<Box> found) {
    if (box.width() < 3 || box.height() < 3) return; // too thin to show its colour
    boolean cut =
        box.left() == 0
            || box.top() == 0
            || box.right() == image.width()
            || box.bottom() == image.height();
    if (found.isEmpty()) {
      assertTrue(cut, what + ": nothing is painted in " + box);
      return;
    }
    Box f = found.get();
    assertTrue(
        f.left() >= box.left() - EDGE
            && f.top() >= box.top() - EDGE
            && f.right() <= box.right() + EDGE
            && f.bottom() <= box.bottom() + EDGE,
        what + ": painted " + f + " leaves " + box);
  }

  /** What was dropped shows little of itself. */
  private static void isSmall(String what, Box found, Thing thing, Scene scene) {
    var map = scene.tiles().getFirst().map().then(scene.move()).then(scene.chain().map());
    Box hull = map.hull(thing.box());
    double seen = found.width() * found.height() / (hull.width() * hull.height());
    assertTrue(
        seen < Carry.LEAST_SHARE + 0.15 || found.width() <= 2 || found.height() <= 2,
        what + ": dropped, and " + seen + " of it shows");
  }

  private static Optional<Thing> of(List<Thing> things, int label) {
    return things.stream().filter(t -> t.label() == label).findFirst();
  }

  /**
   * Colours change no place and would hide the paint. What stands for them changes nothing, but
   * keeps the moves apart: what leaves the picture between two is lost.
   */
  private static Scene onlyMoves(Scene s) {
    var moves = s.chain().changes().stream().map(SceneTest::withoutColour).toList();
    return new Scene(s.tiles(), s.width(), s.height(), s.move(), new Chain(moves), List.of());
  }

  private static Change withoutColour(Change change) {
    return change instanceof Change.Move ? change : new Change.Brightness(1);
  }

  @Test
  void straightMovesKeepBoxesToThePixel() {
    var augment = Augment.of(new HorizontalFlip(0.5), new Translation(0.1, 0.1), new Scale(0.7, 1));
    int seen = 0;
    for (int i = 0; i < 100; i++) {
      var painted = Painted.of(i);
      var to = Preprocess.letterbox(160, 160, 32);
      var scene = Scene.draw(augment, Dice.of(6, i), List.of(painted.image()), to);
      var image = scene.of(List.of(painted.image()), to.resize());
      for (var thing : scene.things(0, painted.things())) {
        Box box = thing.box();
        if (box.width() < 4 || box.height() < 4) continue;
        Box found = Painted.find(image, thing.label()).orElseThrow();
        assertEquals(box.left(), found.left(), EDGE);
        assertEquals(box.top(), found.top(), EDGE);
        assertEquals(box.right(), found.right(), EDGE);
        assertEquals(box.bottom(), found.bottom(), EDGE);
        seen++;
      }
    }
    assertTrue(seen > 200, "too few were seen: " + seen);
  }

  @Test
  void withoutChangesTheSceneIsWhatPreprocessingMakes() {
    for (int i = 0; i < 30; i++) {
      var painted = Painted.of(i);
      var to = TOS.get(i % TOS.size());
      var scene = Scene.draw(Augment.none(), Dice.of(1), List.of(painted.image()), to);
      assertArrayEquals(
          to.image(painted.image()).bytes(),
          scene.of(List.of(painted.image()), to.resize()).bytes());
    }
  }

  @Test
  void theLetterboxGoesOnWhereThePictureLeaves() {
    var to = Preprocess.letterbox(64, 64, 32);
    var white = Image.of8(64, 64, 3, filled(64 * 64 * 3, 255));
    var half = Augment.of(new Scale(0.5, 0.5));
    var image = Scene.draw(half, Dice.of(1), List.of(white), to).of(List.of(white), to.resize());
    assertEquals(114, image.at(15, 32, 1));
    assertEquals(255, image.at(16, 32, 1));
    assertEquals(255, image.at(47, 16, 1));
    assertEquals(114, image.at(48, 63, 1));
  }

  private static byte[] filled(int n, int value) {
    var bytes = new byte[n];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void inAMosaicBoxesSurroundWhatIsPaintedInEachOfTheFour() {
    var turned = Augment.boxes().with(new Rotation(15)).with(new Shear(5, 5));
    int kept = 0;
    for (int i = 0; i < 200; i++) {
      var painted = Painted.of(i);
      var pictures = new ArrayList<>(Collections.nCopies(4, Painted.plain(90, 70)));
      pictures.set(i % 4, painted.image());
      var to = TOS.get(i % TOS.size());
      var augment = i % 2 == 0 ? Augment.boxes() : turned;
      var scene = onlyMoves(Scene.draw(augment, Dice.of(8, i), pictures, to));
      var image = scene.of(pictures, to.resize());
      for (var thing : scene.things(i % 4, painted.things())) {
        String what = "draw %d, label %d".formatted(i, thing.label());
        surrounds(what, image, thing.box(), Painted.find(image, thing.label()));
        kept++;
      }
    }
    assertTrue(kept > 200, kept + " kept");
  }

  @Test
  void theFourMeetAtAPointAndLeaveNoGap() {
    var to = Preprocess.stretch(1, 40, 60);
    var pictures = new ArrayList<Image>();
    for (int i = 1; i <= 4; i++) pictures.add(Image.of8(30, 20, 1, filled(600, i)));
    var corners = new HashSet<Double>();
    for (int i = 0; i < 50; i++) {
      var scene = Scene.draw(Augment.of(new Mosaic(1)), Dice.of(9, i), pictures, to);
      var image = scene.of(pictures, to.resize());
      var point = scene.tiles().getFirst().place();
      corners.add(point.right() * 100 + point.bottom());
      for (int y = 0; y < 40; y++)
        for (int x = 0; x < 60; x++) {
          int quarter = 1 + (x >= point.right() ? 1 : 0) + (y >= point.bottom() ? 2 : 0);
          assertEquals(quarter, image.at(x, y, 0));
        }
    }
    assertTrue(corners.size() > 40, "the point hardly moves: " + corners);
  }

  @Test
  void deepPicturesBesideFlatOnesBecomeFlat() {
    var to = Preprocess.stretch(1, 8, 8);
    Image deep = Image.of16(1, 1, 1, new short[] {(short) (200 * 257)});
    Image flat = Image.of8(1, 1, 1, filled(1, 100));
    var scene =
        new Scene(
            List.of(
                new Tile(Box.all(deep), new Box(0, 0, 4, 8)),
                new Tile(Box.all(flat), new Box(4, 0, 8, 8))),
            8,
            8,
            Affine.IDENTITY,
            new Chain(List.of()),
            List.of());
    var image = scene.of(List.of(deep, flat), to.resize());
    assertEquals(200, image.at(3, 3, 0));
    assertEquals(100, image.at(4, 3, 0));
  }
}
