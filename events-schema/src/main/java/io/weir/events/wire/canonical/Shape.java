package io.weir.events.wire.canonical;

/** How values of one type look as JSON. Immutable. */
interface Shape {
  /**
   * Reads a value.
   *
   * @throws RuntimeException any, when the JSON is not of this shape
   */
  Object read(JsonIn in);

  /**
   * Writes a value.
   *
   * @throws RuntimeException any, when the mapper must write it
   */
  void write(Object value, JsonOut out);
}
