package io.weir.events.wire.canonical;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Of a record, its components in the mapper's order. It is made by one handle that takes all
 * components as an array, and taken apart by one that gives them.
 */
final class RecordShape implements Shape {
  /**
   * A component.
   *
   * @param index its place in the constructor
   * @param first its name and colon
   * @param next the same behind a comma
   * @param shape of what it holds
   * @param optional whether it may be left out
   */
  record Part(int index, byte[] first, byte[] next, Shape shape, boolean optional) {
    static Part of(int index, String name, Shape shape, boolean optional) {
      String first = '"' + name + "\":";
      return new Part(index, ascii(first), ascii(',' + first), shape, optional);
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final Part[] parts;
  private final Object[] absent;
  private final MethodHandle make;
  private final MethodHandle components;

  /**
   * @param parts in the order in which they are written
   */
  RecordShape(Class<?> type, List<Part> parts) throws ReflectiveOperationException {
    this.parts = parts.toArray(Part[]::new);
    this.absent = new Object[parts.size()];
    for (Part part : parts) if (part.optional()) absent[part.index()] = Optional.empty();
    RecordComponent[] declared = type.getRecordComponents();
    Constructor<?> canonical =
        type.getDeclaredConstructor(
            Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
    canonical.setAccessible(true);
    make =
        MethodHandles.lookup()
            .unreflectConstructor(canonical)
            .asType(MethodType.genericMethodType(declared.length))
            .asSpreader(Object[].class, declared.length);
    components = components(declared);
  }

  private static MethodHandle components(RecordComponent[] declared) throws IllegalAccessException {
    MethodHandle[] accessors = new MethodHandle[declared.length];
    for (int i = 0; i < declared.length; i++) {
      Method accessor = declared[i].getAccessor();
      accessor.setAccessible(true);
      accessors[i] =
          MethodHandles.lookup().unreflect(accessor).asType(MethodType.genericMethodType(1));
    }
    MethodHandle each =
        MethodHandles.filterArguments(
            MethodHandles.identity(Object[].class).asCollector(Object[].class, declared.length),
            0,
            accessors);
    return MethodHandles.permuteArguments(
        each, MethodType.methodType(Object[].class, Object.class), new int[declared.length]);
  }

  @Override
  public Object read(JsonIn in) {
    in.expect('{');
    Object[] values = absent.clone();
    boolean first = true;
    for (Part part : parts) {
      if (in.skip(first ? part.first() : part.next())) {
        Object value = part.shape().read(in);
        values[part.index()] = part.optional() ? Optional.of(value) : value;
        first = false;
      } else if (!part.optional()) {
        throw NotCanonical.INSTANCE;
      }
    }
    in.expect('}');
    try {
      return (Object) make.invokeExact(values);
    } catch (RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable refused) {
      throw NotCanonical.INSTANCE;
    }
  }

  @Override
  public void write(Object value, JsonOut out) {
    Object[] values = components(value);
    out.put('{');
    boolean first = true;
    for (Part part : parts) {
      Object held = values[part.index()];
      if (part.optional()) {
        Optional<?> maybe = (Optional<?>) held;
        if (maybe.isEmpty()) continue;
        held = maybe.get();
      }
      out.put(first ? part.first() : part.next());
      part.shape().write(held, out);
      first = false;
    }
    out.put('}');
  }

  private Object[] components(Object value) {
    try {
      return (Object[]) components.invokeExact(value);
    } catch (RuntimeException | Error refused) {
      throw refused;
    } catch (Throwable refused) {
      throw NotCanonical.INSTANCE;
    }
  }
}
