package io.weir.projection.deployments;

import io.weir.events.wire.WireJson;
import io.weir.projection.store.JsonFields;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which components of a record differ, and their JSON, in the order of the record's own JSON. */
final class ComponentChange {
  private record Component(byte[] name, Method value) {
    Object of(Record whole) {
      try {
        return value.invoke(whole);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException("Expected " + value + " to answer", impossible);
      }
    }
  }

  private final List<Component> components;

  ComponentChange(Class<? extends Record> type) {
    components =
        Arrays.stream(type.getRecordComponents())
            .map(c -> new Component(JsonFields.name(c.getName()), c.getAccessor()))
            .toList();
  }

  /** Adds the components that differ to both sides, each as far as that side has it. */
  void between(Record one, Record other, JsonFields ofOne, JsonFields ofOther) {
    for (Component component : components) {
      Object was = component.of(one);
      Object is = component.of(other);
      if (was.equals(is)) continue;
      add(ofOne, component, was);
      add(ofOther, component, is);
    }
  }

  private static void add(JsonFields fields, Component component, Object value) {
    if (value instanceof Optional<?> maybe)
      maybe.ifPresent(present -> fields.add(component.name(), WireJson.write(present)));
    else fields.add(component.name(), WireJson.write(value));
  }
}
