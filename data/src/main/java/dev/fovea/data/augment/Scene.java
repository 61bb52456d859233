package dev.fovea.data.augment;

import dev.fovea.data.Dice;
import dev.fovea.data.Thing;
import dev.fovea.data.augment.Augmentation.Geometric;
import dev.fovea.image.Affine;
import dev.fovea.image.Collage;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Resize;
import java.util.ArrayList;
import java.util.List;

/**
 * What the dice said for a training picture whose things are known by their boxes. Its pixels go
 * from the decoded picture to the output in one step.
 *
 * @param tiles a part of each picture that it is made of
 * @param width the output's width in pixels
 * @param height the output's height in pixels
 * @param move from output to output, in pixels: all tiles move alike
 * @param chain what changes then, in order
 * @param holes what is erased at last
 */
public record Scene(
    List<Tile> tiles, int width, int height, Affine move, Chain chain, List<Patch> holes) {
  public Scene {
    tiles = List.copyOf(tiles);
    holes = List.copyOf(holes);
  }

  /**
   * Throws the dice for a picture that preprocessing would prepare like this.
   *
   * @param pictures one, or those of a {@link Augmentation.Mosaic}
   */
  public static Scene draw(Augment augment, Dice dice, List<Image> pictures, Preprocess to) {
    var tiles = new ArrayList<Tile>();
    for (var picture : pictures) tiles.add(Tile.draw(augment, dice, picture, to));
    if (tiles.size() > 1) mosaic(tiles, dice.below(to.width() + 1), dice.below(to.height() + 1));
    return draw(augment, dice, tiles, to.width(), to.height());
  }

  private static void mosaic(List<Tile> tiles, int x, int y) {
    for (int i = 0; i < tiles.size(); i++) tiles.set(i, tiles.get(i).at(x, y, i % 2 == 1, i > 1));
  }

  private static Scene draw(Augment augment, Dice dice, List<Tile> tiles, int width, int height) {
    Affine move = Affine.IDENTITY;
    for (var a : augment.list()) {
      if (a instanceof Geometric g) move = move.then(Moves.draw(g, dice, width, height));
    }
    var changes = new Chain(Changes.draw(augment, dice, width, height)).changes();
    if (!changes.isEmpty() && changes.getFirst() instanceof Change.Move(var first)) {
      move = move.then(first);
      changes = changes.subList(1, changes.size());
    }
    var holes = Patch.draw(augment, dice, width, height);
    return new Scene(tiles, width, height, move, new Chain(changes), holes);
  }

  /**
   * The output without its holes, which belong into the finished numbers.
   *
   * @param pictures one a tile; those of 16 bits become 8 where others are
   * @param resize its kernel, and the grey of a letterbox where no picture reaches, else black
   */
  public Image of(List<Image> pictures, Resize resize) {
    int fill = resize instanceof Resize.Letterbox box ? box.pad() : 0;
    boolean flat = pictures.stream().anyMatch(p -> p.bits() == 8);
    var alike = flat ? pictures.stream().map(Image::to8).toList() : pictures;
    var collage = Collage.of(alike.getFirst(), width, height, fill);
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      Affine to = tile.map().then(move);
      collage.put(alike.get(i), tile.part(), to, resize.kernel(), resize.antialias());
    }
    return chain.of(collage.image());
  }

  /**
   * The things of a tile's picture as they are in the output, those that stay.
   *
   * @param things in pixels of that picture
   */
  public List<Thing> things(int tile, List<Thing> things) {
    var of = tiles.get(tile);
    var maps = new ArrayList<Affine>();
    maps.add(Collage.settled(of.map().then(move), of.part()));
    for (var change : chain.changes()) if (change instanceof Change.Move(var map)) maps.add(map);
    return Carry.of(things, of.part(), maps, width, height);
  }
}
