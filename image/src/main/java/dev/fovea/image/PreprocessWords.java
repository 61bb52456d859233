package dev.fovea.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@link Preprocess} in one line, as people type it: {@code imagenet}, or {@code
 * size=224,resize=256,mean=0.485,0.456,0.406,std=0.229,0.224,0.225}, or both: {@code
 * imagenet,size=288,resize=320}. All else is said by {@link PreprocessJson}.
 *
 * <p>{@code size} is the side of the square that the network sees, in pixels. {@code resize} is
 * what the shorter side becomes before its middle is cut out, {@code size} where it is left out, or
 * {@code stretch}, which takes both sides to {@code size}. {@code kernel} is {@code bilinear} where
 * it is left out, {@code colours} is {@code rgb} or {@code grey}. {@code mean} and {@code std} are
 * of samples from 0 to 1, one number or one a channel; 0 and 1 where they are left out.
 */
public final class PreprocessWords {
  private static final String IMAGENET = "imagenet";
  private static final List<String> KEYS =
      List.of("size", "resize", "kernel", "colours", "mean", "std");

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private PreprocessWords() {}

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException where it cannot be understood
   */
  public static Preprocess of(String line) {
    var words = new PreprocessWords();
    words.read(line);
    return words.preprocess();
  }

  private void read(String line) {
    List<String> last = null;
    for (String word : line.split(",", -1)) {
      int equals = word.indexOf('=');
      if (equals >= 0) {
        last = new ArrayList<>(List.of(word.substring(equals + 1).strip()));
        values.put(known(word.substring(0, equals).strip()), last);
      } else if (last != null) last.add(word.strip()); // another number of a list
      else if (word.strip().equals(IMAGENET)) imagenet();
      else
        throw new IllegalArgumentException(
            "expects imagenet, or size=PX and what goes with it, got " + line);
    }
  }

  private static String known(String key) {
    if (KEYS.contains(key)) return key;
    throw new IllegalArgumentException(
        "has no key '%s'; did you mean %s? (there are %s)"
            .formatted(key, Nearby.of(key, KEYS), String.join(", ", KEYS)));
  }

  private void imagenet() {
    values.put("size", List.of("224"));
    values.put("resize", List.of("256"));
    values.put("mean", Preprocess.IMAGENET_MEAN.stream().map(String::valueOf).toList());
    values.put("std", Preprocess.IMAGENET_DEVIATION.stream().map(String::valueOf).toList());
  }

  private Preprocess preprocess() {
    if (!values.containsKey("size"))
      throw new IllegalArgumentException(
          "needs size=PX, the side of the square that the network sees, or imagenet");
    int size = px("size");
    Colours colours = choice("colours", Colours.RGB, Colours.values());
    Kernel kernel = choice("kernel", Kernel.BILINEAR, Kernel.values());
    return new Preprocess(
        colours,
        new AlphaRule.Drop(),
        resize(size, kernel),
        new Crop(size, size),
        new Numbers(1, numbers("mean", 0, colours), numbers("std", 1, colours)));
  }

  private Resize resize(int size, Kernel kernel) {
    if (!values.containsKey("resize")) return new Resize.Shortest(size, kernel, true);
    if (one("resize").equals("stretch")) return new Resize.Stretch(size, size, kernel, true);
    return new Resize.Shortest(px("resize"), kernel, true);
  }

  private String one(String key) {
    List<String> said = values.get(key);
    if (said.size() == 1) return said.get(0);
    throw new IllegalArgumentException(
        "takes one value for %s, got %s".formatted(key, String.join(",", said)));
  }

  private int px(String key) {
    try {
      return Integer.parseInt(one(key));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "takes a whole number of pixels for %s%s, got %s"
              .formatted(key, key.equals("resize") ? " (or stretch)" : "", one(key)),
          e);
    }
  }

  private <E extends Enum<E>> E choice(String key, E otherwise, E[] all) {
    if (!values.containsKey(key)) return otherwise;
    var words = new ArrayList<String>();
    for (E each : all) {
      words.add(each.name().toLowerCase(Locale.ROOT));
      if (words.get(words.size() - 1).equals(one(key))) return each;
    }
    throw new IllegalArgumentException(
        "takes for %s one of %s, got %s".formatted(key, String.join(", ", words), one(key)));
  }

  private List<Double> numbers(String key, double otherwise, Colours colours) {
    var numbers = new ArrayList<Double>();
    try {
      for (String word : values.getOrDefault(key, List.of("" + otherwise)))
        numbers.add(Double.parseDouble(word));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "takes numbers for %s, got %s".formatted(key, String.join(",", values.get(key))), e);
    }
    while (numbers.size() > 0 && numbers.size() < colours.channels() && isOne(key))
      numbers.add(numbers.get(0));
    return numbers;
  }

  private boolean isOne(String key) {
    return values.getOrDefault(key, List.of("")).size() == 1;
  }
}
