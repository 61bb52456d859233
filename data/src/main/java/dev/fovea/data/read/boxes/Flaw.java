package dev.fovea.data.read.boxes;

/**
 * What is wrong with one box or one picture.
 *
 * @param id the picture's id, or the file that has no picture
 * @param where the file and the place in it, as people find it
 */
public record Flaw(Kind kind, String id, String where) {

  /** What is wrong, and whether a box is left out for it. */
  public enum Kind {
    /** A coordinate is no number, or one without end or measure; left out. */
    NO_NUMBER(true, "box has", "boxes have", "a corner that is no number"),
    /** The right corner is left of the left one, or the lower above the upper; left out. */
    SWAPPED(true, "box has", "boxes have", "swapped corners or a negative size"),
    /** No width or no height; left out. */
    EMPTY(true, "box has", "boxes have", "no width or no height"),
    /** Nothing of it is on the picture; left out. */
    OUTSIDE(true, "box lies", "boxes lie", "outside the picture"),
    /** It leaves the picture by more than a pixel; training sees the part inside. */
    PARTLY_OUTSIDE(false, "box lies", "boxes lie", "partly outside the picture"),
    /** The same box of the same class is there again; kept. */
    TWICE(false, "box is", "boxes are", "there twice, class and corners the same"),
    /** The picture's size is not what its labels say; boxes are taken as they are. */
    OTHER_SIZE(false, "picture has", "pictures have", "another size than the labels say"),
    /** Labelled as it is stored, but turned by EXIF when it is shown; boxes turn with it. */
    TURNED(false, "picture is", "pictures are", "turned by EXIF and labelled as stored"),
    /** A picture without a label file, where that means that nothing is in it; kept. */
    NO_LABELS(false, "picture has", "pictures have", "no label file"),
    /** A picture that no file says anything of; left out. */
    UNLABELLED(false, "picture is", "pictures are", "named by no label file"),
    /** Labels whose picture is not there. */
    NO_PICTURE(false, "label file has", "label files have", "no picture");

    private final boolean leftOut;
    private final String one;
    private final String many;
    private final String what;

    Kind(boolean leftOut, String one, String many, String what) {
      this.leftOut = leftOut;
      this.one = one;
      this.many = many;
      this.what = what;
    }

    /** Whether such a box is not in the data set. */
    public boolean leftOut() {
      return leftOut;
    }

    /** In words, of so many: {@code 2 boxes have no width or no height}. */
    public String words(long count) {
      return String.format(
          java.util.Locale.ROOT, "%,d %s %s", count, count == 1 ? one : many, what);
    }
  }
}
