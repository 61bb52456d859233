package dev.fovea.fetch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes an answer brings.
 *
 * @param from the first
 * @param total of the whole file; -1 where the server does not say
 * @param validator the server's name of this version of the file, good for going on; else empty
 */
record Range(long from, long total, String validator) {
  private static final Pattern CONTENT =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  static Range of(Exchange.Answer answer) {
    Matcher content = CONTENT.matcher(answer.header("content-range"));
    if (answer.status() == 206 && content.matches())
      return new Range(
          Long.parseLong(content.group(1)), length(content.group(2)), validator(answer));
    return new Range(
        answer.status() == 206 ? -1 : 0,
        length(answer.header("content-length")),
        validator(answer));
  }

  private static long length(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** A strong etag, or the date: a weak etag may stand for other bytes. */
  private static String validator(Exchange.Answer answer) {
    String etag = answer.header("etag");
    return etag.startsWith("\"") ? etag : answer.header("last-modified");
  }
}
