package dev.fovea.data;

import java.util.Locale;
import java.util.Optional;

/** Which part of a data set an example belongs to. */
public enum Split {
  TRAIN,
  VAL,
  TEST;

  /** The word used in files and folders: {@code train}, {@code val} or {@code test}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The split that a folder, a file or a cell of this name means, in any case. */
  public static Optional<Split> of(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(TRAIN);
      case "val", "valid", "validation", "dev" -> Optional.of(VAL);
      case "test", "testing", "t10k" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }
}
