package io.weir.command.logging;

/** A text is no template of a log configuration. The message says why and where. */
public final class BadLogTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadLogTemplateException(String message) {
    super(message);
  }
}
