package io.weir.events.wire.canonical;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/** Finds the shape of a type; that of the mapper where the mapper does anything special with it. */
final class Shapes {
  private final JsonMapper mapper;
  private final Map<Type, Shape> known = new ConcurrentHashMap<>();

  Shapes(JsonMapper mapper) {
    this.mapper = mapper;
  }

  Shape of(Type type) {
    Shape found = known.get(type);
    if (found != null) return found;
    Shape made = make(type, new HashSet<>());
    known.put(type, made);
    return made;
  }

  /**
   * @param within records that this one is a part of
   */
  private Shape make(Type type, Set<Class<?>> within) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class || generic.getRawType() == Set.class)
        return new ArrayShape(make(arguments[0], within), generic.getRawType() == Set.class);
      if (generic.getRawType() == Map.class && arguments[0] == String.class)
        return new MapShape(make(arguments[1], within));
      return Scalars.OF_THE_MAPPER;
    }
    if (!(type instanceof Class<?> plain)) return Scalars.OF_THE_MAPPER;
    if (plain.isEnum() && !isAnnotated(plain)) return enumeration(plain);
    if (plain.isRecord() && !isAnnotated(plain) && within.add(plain)) {
      Shape shape = record(plain, within);
      within.remove(plain);
      return shape;
    }
    return Scalars.of(plain);
  }

  private static Shape enumeration(Class<?> type) {
    boolean plain =
        Arrays.stream(type.getEnumConstants())
            .allMatch(constant -> constant.toString().matches("[A-Za-z0-9_.-]+"));
    return plain ? new EnumShape(type) : Scalars.OF_THE_MAPPER;
  }

  private Shape record(Class<?> type, Set<Class<?>> within) {
    Map<String, Integer> places = new HashMap<>();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) places.put(components[i].getName(), i);
    List<String> properties = properties(type);
    if (!places.keySet().equals(Set.copyOf(properties))) return Scalars.OF_THE_MAPPER;
    List<RecordShape.Part> parts = new ArrayList<>();
    for (String name : properties) {
      int index = places.get(name);
      Type held = components[index].getGenericType();
      boolean optional = components[index].getType() == Optional.class;
      Type value = optional ? ((ParameterizedType) held).getActualTypeArguments()[0] : held;
      parts.add(RecordShape.Part.of(index, name, make(value, within), optional));
    }
    try {
      return new RecordShape(type, parts);
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return Scalars.OF_THE_MAPPER;
    }
  }

  /** The properties that the mapper writes, in its order; none when it writes no object. */
  private List<String> properties(Class<?> type) {
    List<String> names = new ArrayList<>();
    mapper.acceptJsonFormatVisitor(
        type,
        new JsonFormatVisitorWrapper.Base() {
          @Override
          public JsonObjectFormatVisitor expectObjectFormat(JavaType object) {
            return new JsonObjectFormatVisitor.Base(getContext()) {
              @Override
              public void property(BeanProperty property) {
                names.add(property.getName());
              }

              @Override
              public void optionalProperty(BeanProperty property) {
                names.add(property.getName());
              }
            };
          }
        });
    return names;
  }

  /** Whether an annotation may tell the mapper to treat it otherwise. */
  private static boolean isAnnotated(Class<?> type) {
    return Stream.of(
            Stream.of(type),
            Arrays.stream(type.getDeclaredFields()),
            Arrays.stream(type.getDeclaredMethods()),
            Arrays.stream(type.getDeclaredConstructors()),
            Arrays.stream(type.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters())))
        .flatMap(elements -> elements)
        .map(AnnotatedElement.class::cast)
        .flatMap(element -> Arrays.stream(element.getAnnotations()))
        .anyMatch(annotation -> annotation.annotationType().getName().contains(".jackson."));
  }
}
