package dev.fovea.image;

/** From the fields of a JSON object to a {@link Preprocess}. */
final class PreprocessFields {
  private PreprocessFields() {}

  static Preprocess read(JsonFields fields) {
    int version = fields.integer("version");
    if (version < 1 || version > PreprocessJson.VERSION) {
      throw new IllegalArgumentException(
          "preprocess: version %d; this Fovea reads up to %d, take a newer one"
              .formatted(version, PreprocessJson.VERSION));
    }
    var preprocess =
        new Preprocess(
            fields.choice("colours", Colours.class),
            alpha(fields.object("alpha")),
            resize(fields.object("resize")),
            crop(fields.object("crop")),
            numbers(fields.object("numbers")),
            version < 2 ? Shrink.NONE : shrink(fields.object("shrink")));
    fields.done();
    return preprocess;
  }

  private static AlphaRule alpha(JsonFields fields) {
    String kind = fields.text("kind");
    AlphaRule rule =
        switch (kind) {
          case "drop" -> new AlphaRule.Drop();
          case "over" ->
              new AlphaRule.Over(
                  fields.integer("red"), fields.integer("green"), fields.integer("blue"));
          default -> throw fields.wrong("kind", "drop or over", kind);
        };
    fields.done();
    return rule;
  }

  private static Resize resize(JsonFields fields) {
    String kind = fields.text("kind");
    Kernel kernel = fields.choice("kernel", Kernel.class);
    boolean antialias = fields.bool("antialias");
    Resize resize =
        switch (kind) {
          case "shortest" -> new Resize.Shortest(fields.integer("size"), kernel, antialias);
          case "stretch" ->
              new Resize.Stretch(
                  fields.integer("height"), fields.integer("width"), kernel, antialias);
          case "letterbox" ->
              new Resize.Letterbox(
                  fields.integer("height"),
                  fields.integer("width"),
                  fields.integer("pad"),
                  fields.integer("stride"),
                  fields.bool("odd_at_end"),
                  kernel,
                  antialias);
          default -> throw fields.wrong("kind", "shortest, stretch or letterbox", kind);
        };
    fields.done();
    return resize;
  }

  private static Crop crop(JsonFields fields) {
    var crop = new Crop(fields.integer("height"), fields.integer("width"));
    fields.done();
    return crop;
  }

  private static Numbers numbers(JsonFields fields) {
    var numbers =
        new Numbers(fields.number("white"), fields.numbers("mean"), fields.numbers("deviation"));
    fields.done();
    return numbers;
  }

  private static Shrink shrink(JsonFields fields) {
    var shrink = new Shrink(fields.number("oversampling"));
    fields.done();
    return shrink;
  }
}
