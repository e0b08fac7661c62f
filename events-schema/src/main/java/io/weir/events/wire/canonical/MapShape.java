package io.weir.events.wire.canonical;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Of texts by which it is ordered. */
record MapShape(Shape value) implements Shape {
  @Override
  public Object read(JsonIn in) {
    Map<Object, Object> map = new LinkedHashMap<>();
    in.expect('{');
    while (!in.isNext('}')) {
      if (!map.isEmpty()) in.expect(',');
      String key = in.string();
      in.expect(':');
      if (map.put(key, value.read(in)) != null) throw NotCanonical.INSTANCE;
    }
    in.expect('}');
    return map;
  }

  @Override
  public void write(Object written, JsonOut out) {
    Map<?, ?> map = (Map<?, ?>) written;
    String[] keys = map.keySet().toArray(String[]::new);
    Arrays.sort(keys);
    out.put('{');
    for (int i = 0; i < keys.length; i++) {
      if (i > 0) out.put(',');
      out.string(keys[i]);
      out.put(':');
      value.write(map.get(keys[i]), out);
    }
    out.put('}');
  }
}
