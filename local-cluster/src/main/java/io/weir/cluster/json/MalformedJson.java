package io.weir.cluster.json;

/** The bytes are not one JSON document; the message says where. */
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJson(String message, Throwable cause) {
    super(message, cause);
  }
}
