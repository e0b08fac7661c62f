package io.weir.events.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which fields a record type can have, and which a value has; named {@code Type.component}. */
final class RecordFields {
  private RecordFields() {}

  /** Every field that the type and all it holds can have. */
  static Set<String> possible(Class<?> type) {
    Set<String> fields = new TreeSet<>();
    addPossible(type, fields);
    return fields;
  }

  /** Every field that is there: no absent Optional, no empty collection. */
  static Set<String> present(Object value) {
    Set<String> fields = new TreeSet<>();
    addPresent(value, fields);
    return fields;
  }

  /** Whether the type or anything that it always holds has an Optional. */
  static Set<String> optional(Class<?> type) {
    Set<String> fields = new TreeSet<>();
    addOptional(type, fields);
    return fields;
  }

  private static void addPossible(Type type, Set<String> fields) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) addPossible(argument, fields);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        fields.add(name(component));
        addPossible(component.getGenericType(), fields);
      }
    }
  }

  private static void addOptional(Type type, Set<String> fields) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) addOptional(argument, fields);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        if (component.getType() == Optional.class) fields.add(name(component));
        addOptional(component.getGenericType(), fields);
      }
    }
  }

  private static void addPresent(Object value, Set<String> fields) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(inner -> addPresent(inner, fields));
      case Collection<?> elements -> elements.forEach(element -> addPresent(element, fields));
      case Map<?, ?> map -> map.values().forEach(element -> addPresent(element, fields));
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          Object inner = read(component, record);
          if (!isEmpty(inner)) fields.add(name(component));
          addPresent(inner, fields);
        }
      }
      default -> {}
    }
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.isEmpty();
      case Collection<?> elements -> elements.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }

  private static String name(RecordComponent component) {
    return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected to read " + name(component), e);
    }
  }
}
