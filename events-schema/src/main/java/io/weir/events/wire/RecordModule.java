package io.weir.events.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleModule;

/**
 * Makes records by a handle on their constructor that takes the components as one array. Jackson
 * adapts its handle to the number of components at each call, which costs more than a quarter of
 * reading a record.
 */
final class RecordModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  RecordModule() {
    super("weir-records");
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addValueInstantiators(
        new ValueInstantiators.Base() {
          @Override
          public ValueInstantiator modifyValueInstantiator(
              DeserializationConfig config,
              BeanDescription.Supplier description,
              ValueInstantiator usual) {
            return usual instanceof StdValueInstantiator standard
                    && usual.getWithArgsCreator() != null
                    && usual.getWithArgsCreator().getAnnotated() instanceof Constructor<?> canonical
                    && canonical.getDeclaringClass().isRecord()
                    && canonical.trySetAccessible()
                ? new ByConstructor(standard, canonical)
                : usual;
          }
        });
  }

  private static final class ByConstructor extends StdValueInstantiator {
    private final transient MethodHandle constructor;

    ByConstructor(StdValueInstantiator usual, Constructor<?> canonical) {
      super(usual);
      try {
        constructor =
            MethodHandles.lookup()
                .unreflectConstructor(canonical)
                .asType(MethodType.genericMethodType(canonical.getParameterCount()))
                .asSpreader(Object[].class, canonical.getParameterCount());
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException("Expected an accessible " + canonical, impossible);
      }
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] components) {
      try {
        return (Object) constructor.invokeExact(components);
      } catch (Exception refused) {
        return context.handleInstantiationProblem(
            _valueClass, components, rewrapCtorProblem(context, refused));
      } catch (Throwable error) {
        throw (Error) error;
      }
    }
  }
}
