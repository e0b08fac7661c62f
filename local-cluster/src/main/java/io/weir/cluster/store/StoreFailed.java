package io.weir.cluster.store;

/** The store cannot read or write its files; the message says which, and what to do. */
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailed(String message) {
    super(message);
  }

  StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
