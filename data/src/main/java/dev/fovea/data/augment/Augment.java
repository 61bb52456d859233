package dev.fovea.data.augment;

import dev.fovea.data.augment.Augmentation.ColorJitter;
import dev.fovea.data.augment.Augmentation.CutMix;
import dev.fovea.data.augment.Augmentation.Erasing;
import dev.fovea.data.augment.Augmentation.HorizontalFlip;
import dev.fovea.data.augment.Augmentation.HsvJitter;
import dev.fovea.data.augment.Augmentation.Mixing;
import dev.fovea.data.augment.Augmentation.Mixup;
import dev.fovea.data.augment.Augmentation.MixupBoxes;
import dev.fovea.data.augment.Augmentation.Mosaic;
import dev.fovea.data.augment.Augmentation.PadCrop;
import dev.fovea.data.augment.Augmentation.RandomResizedCrop;
import dev.fovea.data.augment.Augmentation.Scale;
import dev.fovea.data.augment.Augmentation.Translation;
import dev.fovea.data.augment.Augmentation.VerticalFlip;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may happen to training pictures.
 *
 * <p>Whatever the order of the list, geometry comes first (in the list's order, joined into one
 * crop and one warp), then colours and policies in the list's order, then erasing, then mixing over
 * the batch: by Mixup or CutMix, by chance where both are there.
 *
 * @param list the changes; at most one {@link RandomResizedCrop}, which replaces the resizing of
 *     the preprocessing, one {@link Mixup}, {@link CutMix}, {@link Mosaic} and {@link MixupBoxes}
 */
public record Augment(List<Augmentation> list) {
  public Augment {
    list = List.copyOf(list);
    once(list, RandomResizedCrop.class);
    once(list, Mixup.class);
    once(list, CutMix.class);
    once(list, Mosaic.class);
    once(list, MixupBoxes.class);
  }

  /** These changes. */
  public static Augment of(Augmentation... list) {
    return new Augment(List.of(list));
  }

  /** No change at all: pictures as in evaluation, in random order. */
  public static Augment none() {
    return of();
  }

  /** For pictures of up to 64 px: shifted by up to 4 px and mirrored, as the CIFAR papers do. */
  public static Augment small() {
    return of(new PadCrop(4), new HorizontalFlip(0.5));
  }

  /** For photographs: random crops, mirrored, with changing light, now and then a hole. */
  public static Augment photos() {
    return of(
        new RandomResizedCrop(0.35, 1, 3.0 / 4, 4.0 / 3),
        new HorizontalFlip(0.5),
        new ColorJitter(0.3, 0.3, 0.3, 0.05),
        new Erasing(0.1, 0.02, 0.2, 0.3, 3.3));
  }

  /**
   * For pictures with boxes: mosaics, mirrored, from half to one and a half times as large, shifted
   * a little, with changing colours. The strengths are those that detectors of the YOLO family are
   * trained with from scratch.
   */
  public static Augment boxes() {
    return of(
        new Mosaic(1),
        new HorizontalFlip(0.5),
        new Scale(0.5, 1.5),
        new Translation(0.1, 0.1),
        new HsvJitter(0.015, 0.7, 0.4));
  }

  /** What suits pictures whose longer side has {@code px} pixels at the network's input. */
  public static Augment forSize(int px) {
    return px <= 64 ? small() : photos();
  }

  /** The same with one change more. */
  public Augment with(Augmentation more) {
    var all = new java.util.ArrayList<>(list);
    all.add(more);
    return new Augment(all);
  }

  /**
   * The same without flips, for pictures in which left and right mean something: digits, letters,
   * signs.
   */
  public Augment withoutFlips() {
    return new Augment(
        list.stream()
            .filter(a -> !(a instanceof HorizontalFlip || a instanceof VerticalFlip))
            .toList());
  }

  /** The same with every picture for itself: what the last epochs of a detector see. */
  public Augment single() {
    return new Augment(
        list.stream().filter(a -> !(a instanceof Mosaic || a instanceof MixupBoxes)).toList());
  }

  /** Whether there is something that has a meaning for pictures with boxes only. */
  public boolean needsBoxes() {
    return mosaic().isPresent() || mixupBoxes().isPresent();
  }

  /** How pictures are put together, if they are. */
  public Optional<Mosaic> mosaic() {
    return only(Mosaic.class).findFirst();
  }

  /** How pictures with boxes are mixed, if they are. */
  public Optional<MixupBoxes> mixupBoxes() {
    return only(MixupBoxes.class).findFirst();
  }

  /** The crop that replaces the resizing of the preprocessing, if there is one. */
  public Optional<RandomResizedCrop> crop() {
    return only(RandomResizedCrop.class).findFirst();
  }

  /** The ways of mixing whole batches; one of them is drawn for each. */
  public List<Mixing> mixing() {
    return only(Mixing.class).toList();
  }

  private <T> Stream<T> only(Class<T> type) {
    return list.stream().filter(type::isInstance).map(type::cast);
  }

  private static void once(List<Augmentation> list, Class<? extends Augmentation> type) {
    if (list.stream().filter(type::isInstance).count() > 1) {
      throw new IllegalArgumentException(
          "%s is there twice; once is all that has a meaning".formatted(type.getSimpleName()));
    }
  }
}
