package io.weir.events.reference;

import java.nio.file.Path;

/** Where things are; tests run in the module's folder. */
public final class Repository {
  /** The module {@code events-schema}. */
  public static final Path MODULE = Path.of("").toAbsolutePath();

  /** The whole repository. */
  public static final Path ROOT = MODULE.getParent();

  public static final Path SOURCES = MODULE.resolve("src/main/java");
  public static final Path SCHEMAS = MODULE.resolve("src/main/resources/schemas");
  public static final Path GOLDEN = MODULE.resolve("src/test/resources/golden");
  public static final Path RELEASED = MODULE.resolve("released");

  private Repository() {}
}
