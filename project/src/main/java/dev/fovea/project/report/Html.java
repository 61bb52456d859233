package dev.fovea.project.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML so that nothing can slip through unescaped: every text and every attribute value goes
 * through {@link #escape}.
 */
public final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  public Html open(String tag, String... attributes) {
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Closes the element opened last. */
  public Html close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element with text in it. */
  public Html put(String tag, String text, String... attributes) {
    start(tag, attributes);
    out.append(escape(text)).append("</").append(tag).append(">\n");
    return this;
  }

  /** An element without content. */
  public Html empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append('\n');
    return this;
  }

  public Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Our own style sheet or doctype, as it is: never a word that came from outside. */
  Html raw(String own) {
    out.append(own);
    return this;
  }

  /** All that was written; refused while an element is open. */
  public String page() {
    if (!open.isEmpty()) throw new IllegalStateException("html: not closed: " + open);
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1]));
      out.append('"');
    }
    out.append('>');
  }

  static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
