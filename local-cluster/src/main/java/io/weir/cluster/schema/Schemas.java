package io.weir.cluster.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.Quantity;
import io.weir.cluster.schema.Schema.ListOf;
import io.weir.cluster.schema.Schema.MapOf;
import io.weir.cluster.schema.Schema.Scalar;
import io.weir.cluster.schema.Schema.Struct;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The schemas of the kinds, read from the Kubernetes client's model classes when first asked for.
 */
public final class Schemas {
  private static final String MODEL = "io.fabric8.kubernetes.api.model.";

  /** Group -> package of its model classes. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "v1", MODEL,
          "apps/v1", MODEL + "apps.",
          "batch/v1", MODEL + "batch.v1.",
          "coordination.k8s.io/v1", MODEL + "coordination.v1.",
          "discovery.k8s.io/v1", MODEL + "discovery.v1.",
          "events.k8s.io/v1", MODEL + "events.v1.",
          "networking.k8s.io/v1", MODEL + "networking.v1.",
          "policy/v1", MODEL + "policy.v1.",
          "rbac.authorization.k8s.io/v1", MODEL + "rbac.");

  private static final Map<Class<?>, Struct> STRUCTS = new ConcurrentHashMap<>();

  private Schemas() {}

  /**
   * The schema of a kind.
   *
   * @throws IllegalArgumentException if there is no model class of that kind
   */
  public static Struct of(String apiVersion, String kind) {
    try {
      return struct(Class.forName(Optional.ofNullable(PACKAGES.get(apiVersion)).orElse("") + kind));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "Expected a model class of " + apiVersion + " " + kind + ", but there is none", e);
    }
  }

  private static Struct struct(Class<?> type) {
    return STRUCTS.computeIfAbsent(
        type,
        t ->
            new Struct(
                t.getSimpleName(), Merging.isAtomicStruct(t.getSimpleName()), new Fields(t)));
  }

  /** The fields of a class, found once. */
  private static final class Fields implements Supplier<Map<String, Schema>> {
    private final Class<?> type;
    private volatile Map<String, Schema> found;

    Fields(Class<?> type) {
      this.type = type;
    }

    @Override
    public Map<String, Schema> get() {
      if (found == null) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        for (Field field : type.getDeclaredFields()) {
          JsonProperty property = field.getAnnotation(JsonProperty.class);
          if (property != null) {
            fields.put(
                property.value(),
                schema(field.getGenericType(), type.getSimpleName(), property.value()));
          }
        }
        found = Collections.unmodifiableMap(fields);
      }
      return found;
    }
  }

  private static Schema schema(Type type, String struct, String field) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return new ListOf(
            schema(generic.getActualTypeArguments()[0], struct, ""), Merging.ofList(struct, field));
      }
      if (generic.getRawType() == Map.class) {
        return new MapOf(
            schema(generic.getActualTypeArguments()[1], struct, ""),
            Merging.isAtomicMap(struct, field));
      }
      return Scalar.ANY;
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class || raw == ZonedDateTime.class || raw == MicroTime.class) {
      return Scalar.STRING;
    }
    if (raw == Integer.class || raw == Long.class || raw == int.class || raw == long.class) {
      return Scalar.INTEGER;
    }
    if (raw == Boolean.class || raw == boolean.class) {
      return Scalar.BOOLEAN;
    }
    if (raw == Double.class || raw == Float.class) {
      return Scalar.NUMBER;
    }
    if (raw == Quantity.class) {
      return Scalar.QUANTITY;
    }
    if (raw == IntOrString.class) {
      return Scalar.INT_OR_STRING;
    }
    boolean open =
        AnyType.class.isAssignableFrom(raw)
            || !raw.getName().startsWith(MODEL)
            || raw.getSimpleName().equals("FieldsV1");
    return open ? Scalar.ANY : struct(raw);
  }
}
