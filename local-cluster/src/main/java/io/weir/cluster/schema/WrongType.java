package io.weir.cluster.schema;

import tools.jackson.databind.JsonNode;

/** A value has a type that its field cannot take; the message says where. */
public final class WrongType extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongType(String path, String expected, JsonNode found) {
    super(path + ": expected " + expected + ", but found " + shortened(found.toString()));
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
