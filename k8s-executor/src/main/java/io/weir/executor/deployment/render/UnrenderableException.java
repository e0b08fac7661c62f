package io.weir.executor.deployment.render;

/** The spec asks for something that no manifest can say. The message names it. */
public final class UnrenderableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnrenderableException(String message) {
    super(message);
  }
}
