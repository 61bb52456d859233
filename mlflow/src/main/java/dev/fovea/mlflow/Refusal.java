package dev.fovea.mlflow;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mlflow.tracking.MlflowHttpException;

/** Why a server did not take what it was told, in words. */
final class Refusal {
  private static final int MOST = 200;
  private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"([^\"]*)\"");

  private Refusal() {}

  /** What follows the server's name in a sentence. */
  static String words(Throwable e) {
    if (e instanceof MlflowHttpException http) return answered(http);
    for (Throwable cause = e; cause != null; cause = cause.getCause())
      if (cause instanceof IOException)
        return "cannot be reached (" + first(cause.getMessage(), cause) + ")";
    return "could not be told all (" + first(e.getMessage(), e) + ")";
  }

  private static String answered(MlflowHttpException e) {
    int code = e.getStatusCode();
    if (code == 401 || code == 403)
      return "refuses ("
          + code
          + "): set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or"
          + " MLFLOW_TRACKING_TOKEN";
    String body = Optional.ofNullable(e.getBodyMessage()).orElse("");
    Matcher message = MESSAGE.matcher(body);
    return "answered " + code + (message.find() ? " (" + first(message.group(1), e) + ")" : "");
  }

  private static String first(String text, Throwable e) {
    String line =
        Optional.ofNullable(text)
            .flatMap(words -> words.lines().findFirst())
            .orElse(e.getClass().getSimpleName());
    return line.substring(0, Math.min(MOST, line.length()));
  }
}
