package dev.fovea.cli;

import dev.fovea.data.DataException;
import dev.fovea.fetch.FetchException;
import dev.fovea.graph.GraphException;
import dev.fovea.image.ImageException;
import dev.fovea.predict.ModelException;
import dev.fovea.project.RecipeException;
import dev.fovea.torch.OutOfMemory;
import dev.fovea.torch.TorchException;
import dev.fovea.train.TrainException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/**
 * What went wrong, in one sentence.
 *
 * @param code the exit code
 * @param text one line
 */
record Sentence(int code, String text) {
  Sentence {
    text = Plain.line(String.valueOf(text));
  }

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int CALL_WAS_WRONG = 2;
  static final int INTERRUPTED = 130;
  private static final String FULL = "No space left on device";

  /** Makes a sentence of anything thrown; a stack trace that nobody foresaw goes to a file. */
  static Sentence of(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) return failed(javaMemory());
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof IOException && message.contains(FULL)) return failed(full(cause, e));
      if (!known(cause) && OutOfMemory.in(message)) return failed(nativeMemory());
    }
    return switch (e) {
      case CallException call -> new Sentence(CALL_WAS_WRONG, call.getMessage());
      case RecipeException recipe ->
          new Sentence(
              recipe.getCause() instanceof FileSystemException ? FAILED : CALL_WAS_WRONG,
              recipe.getMessage());
      case Throwable known when known(known) -> failed(known.getMessage());
      case java.io.UncheckedIOException io -> failed(io(io.getCause()));
      case IOException io -> failed(io(io));
      default -> failed(Trace.file(e));
    };
  }

  private static Sentence failed(String text) {
    return new Sentence(FAILED, text);
  }

  private static boolean known(Throwable e) {
    return e instanceof ImageException
        || e instanceof DataException
        || e instanceof GraphException
        || e instanceof TorchException
        || e instanceof TrainException
        || e instanceof ModelException
        || e instanceof FetchException;
  }

  private static String javaMemory() {
    return String.format(
        Locale.ROOT,
        "Java's memory (%.1f GB) is used up; give it more with FOVEA_OPTS=-Xmx8g, or take a smaller"
            + " --batch or --size",
        Runtime.getRuntime().maxMemory() / 1e9);
  }

  private static String nativeMemory() {
    return "the memory is used up; take half the --batch or a smaller --size, or close other"
        + " programs";
  }

  /** The cause may know the file; if not, what it was wrapped in does, and may say all. */
  private static String full(Throwable cause, Throwable e) {
    String advice = "; make room, or say another place with --out";
    if (cause instanceof FileSystemException f && f.getFile() != null)
      return "the disk is full: " + f.getFile() + " could not be written" + advice;
    if (!known(e)) return "the disk is full" + advice;
    String said = e.getMessage();
    return said.contains(FULL) ? said : "the disk is full (" + said + ")" + advice;
  }

  private static String io(IOException e) {
    return switch (e) {
      case NoSuchFileException f -> f.getFile() + ": there is no such file or folder";
      case AccessDeniedException f -> f.getFile() + ": no permission; change it or name another";
      case FileSystemException f when f.getReason() != null ->
          f.getFile() + ": " + f.getReason().toLowerCase(Locale.ROOT);
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Prints it, with the trace where {@code FOVEA_DEBUG} is set; the answer is the exit code. */
  int tell(Screen screen, Throwable e) {
    screen.err().println("fovea: " + text);
    if (System.getenv("FOVEA_DEBUG") != null) e.printStackTrace(screen.err());
    return code;
  }
}
