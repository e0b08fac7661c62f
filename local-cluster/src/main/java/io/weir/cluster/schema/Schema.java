package io.weir.cluster.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The shape of a value. */
public sealed interface Schema {

  /** A value without parts. */
  enum Scalar implements Schema {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    QUANTITY,
    INT_OR_STRING,
    /** Any JSON, kept as it is and owned as a whole. */
    ANY
  }

  /**
   * An object whose property names are data.
   *
   * @param atomic owned as a whole
   */
  record MapOf(Schema values, boolean atomic) implements Schema {}

  /**
   * A list.
   *
   * @param merge how two lists become one
   */
  record ListOf(Schema items, ListMerge merge) implements Schema {}

  /**
   * An object with the fields of a model class; looked up late, since classes may contain
   * themselves.
   */
  final class Struct implements Schema {
    private final String name;
    private final boolean atomic;
    private final Supplier<Map<String, Schema>> fields;

    Struct(String name, boolean atomic, Supplier<Map<String, Schema>> fields) {
      this.name = name;
      this.atomic = atomic;
      this.fields = fields;
    }

    /** The model class's simple name, for example {@code PodSpec}. */
    public String name() {
      return name;
    }

    /** Whether it is owned as a whole. */
    public boolean atomic() {
      return atomic;
    }

    public Map<String, Schema> fields() {
      return fields.get();
    }
  }

  /** How two lists become one. */
  sealed interface ListMerge {
    /** The new list replaces the old. */
    record Atomic() implements ListMerge {}

    /** Each value once. */
    record AsSet() implements ListMerge {}

    /**
     * Items of the same keys merge.
     *
     * @param keys that identify an item for server-side apply, sorted
     * @param patchKey that identifies an item for a strategic merge patch
     */
    record ByKeys(List<String> keys, String patchKey) implements ListMerge {}
  }
}
