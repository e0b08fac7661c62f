package io.weir.events.wire.canonical;

import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON as a mapper does, where it is of the mapper's own form and the type is of
 * the kinds that are known here; says nothing otherwise. The mapper finds each name in a map and
 * each value by a chain of objects; whoever knows the order of the properties can compare.
 */
public final class CanonicalJson {
  private final Shapes shapes;
  private final SpareOuts spare = new SpareOuts();

  /**
   * @param mapper of the settings of {@code WireJson}
   */
  public CanonicalJson(JsonMapper mapper) {
    this.shapes = new Shapes(mapper);
  }

  /**
   * The value; null when the mapper is to be asked, which may refuse it.
   *
   * @param json as UTF-8
   */
  public <T> T read(Class<T> type, byte[] json) {
    Shape shape = shapes.of(type);
    if (shape == Scalars.OF_THE_MAPPER) return null;
    try {
      JsonIn in = new JsonIn(json);
      Object value = shape.read(in);
      return in.ended() ? type.cast(value) : null;
    } catch (RuntimeException theMappers) {
      return null;
    }
  }

  /** The value's JSON as UTF-8; null when the mapper is to be asked, which may refuse it. */
  public byte[] write(Object value) {
    Shape shape = shapes.of(value.getClass());
    if (shape == Scalars.OF_THE_MAPPER) return null;
    JsonOut out = spare.take();
    try {
      shape.write(value, out);
      return out.written();
    } catch (RuntimeException theMappers) {
      return null;
    } finally {
      spare.giveBack(out);
    }
  }
}
