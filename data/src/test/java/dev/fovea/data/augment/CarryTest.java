package dev.fovea.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.data.Thing;
import dev.fovea.image.Affine;
import dev.fovea.image.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarryTest {
  private static List<Thing> moved(Box box, Affine... maps) {
    return Carry.of(List.of(Thing.of(4, box)), new Box(0, 0, 100, 80), List.of(maps), 100, 80);
  }

  @Test
  void aBoxIsCutAtTheEdgeAndKeepsItsLabel() {
    var kept = moved(new Box(10, 10, 30, 30), Affine.translation(-20, 0)).getFirst();
    assertEquals(new Box(0, 10, 10, 30), kept.box());
    assertEquals(4, kept.label());
    assertEquals(200, kept.areaPx());
  }

  @Test
  void aTurnedBoxGetsTheUprightBoxAroundItsCorners() {
    var kept = moved(new Box(40, 30, 60, 50), Affine.rotation(45).about(50, 40)).getFirst().box();
    double half = 10 * Math.sqrt(2);
    assertEquals(50 - half, kept.left(), 1e-9);
    assertEquals(40 + half, kept.bottom(), 1e-9);
  }

  @Test
  void aQuarterStaysAndLessIsDropped() {
    assertEquals(1, moved(new Box(0, 0, 20, 20), Affine.translation(-15, 0)).size());
    assertEquals(0, moved(new Box(0, 0, 20, 20), Affine.translation(-15.1, 0)).size());
    assertEquals(0, moved(new Box(0, 0, 20, 20), Affine.translation(-500, 0)).size());
  }

  @Test
  void whatWasLostOnTheWayDoesNotComeBack() {
    var there = Affine.translation(-50, 0);
    assertEquals(0, moved(new Box(0, 0, 20, 20), there, Affine.translation(50, 0)).size());
  }

  @Test
  void aPartThatWasLostOnTheWayDoesNotComeBack() {
    var there = Affine.translation(-10, 5);
    var back = Affine.translation(10, -5);
    assertEquals(
        new Box(10, 0, 20, 20), moved(new Box(0, 0, 20, 20), there, back).getFirst().box());
    assertEquals(0, moved(new Box(0, 0, 20, 20), Affine.translation(-15.1, 0), back).size());
    // a quarter turn takes 10 px of either end out of the picture, and turning back brings none
    var quarter = Affine.rotation(90).about(50, 40);
    var lying = new Box(0, 30, 100, 50);
    assertEquals(new Box(40, 0, 60, 80), rounded(moved(lying, quarter)));
    var undone = Affine.rotation(-90).about(50, 40);
    assertEquals(new Box(10, 30, 90, 50), rounded(moved(lying, quarter, undone)));
  }

  private static Box rounded(List<Thing> things) {
    Box b = things.getFirst().box();
    return new Box(
        Math.rint(b.left()), Math.rint(b.top()), Math.rint(b.right()), Math.rint(b.bottom()));
  }

  @Test
  void whatAPartDoesNotShowIsCutOffFirst() {
    var things = List.of(Thing.of(0, new Box(0, 0, 40, 10)), Thing.of(1, new Box(0, 0, 23, 10)));
    var part = new Box(20, 0, 90, 80);
    var stay = Carry.of(things, part, List.of(Affine.translation(5, 0)), 100, 80);
    assertEquals(List.of(Thing.of(0, new Box(25, 0, 45, 10))), stay);
  }

  @Test
  void lessThanAPixelIsNothing() {
    assertEquals(1, moved(new Box(5, 5, 6, 6), Affine.IDENTITY).size());
    assertEquals(0, moved(new Box(5, 5, 6, 6), Affine.scale(0.9, 1)).size());
    assertEquals(0, moved(new Box(5, 5, 5, 9), Affine.IDENTITY).size());
  }
}
