package io.weir.events.wire.canonical;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * Of values in a row.
 *
 * @param element of each
 * @param different whether it is a set
 */
record ArrayShape(Shape element, boolean different) implements Shape {
  @Override
  public Object read(JsonIn in) {
    in.expect('[');
    Collection<Object> values = different ? new LinkedHashSet<>() : new ArrayList<>();
    while (!in.isNext(']')) {
      if (!values.isEmpty()) in.expect(',');
      if (!values.add(element.read(in))) throw NotCanonical.INSTANCE;
    }
    in.expect(']');
    return values;
  }

  @Override
  public void write(Object value, JsonOut out) {
    out.put('[');
    boolean first = true;
    for (Object one : (Collection<?>) value) {
      if (!first) out.put(',');
      element.write(one, out);
      first = false;
    }
    out.put(']');
  }
}
