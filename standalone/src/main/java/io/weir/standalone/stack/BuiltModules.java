package io.weir.standalone.stack;

import io.weir.standalone.refusal.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build left: jars of modules and the class paths that they run with.
 *
 * @param root the root of the repository
 */
public record BuiltModules(Path root) {
  /**
   * The class path of a module: its own jar, then what it was built with.
   *
   * @throws UserError when the module has not been built
   */
  public String classPath(String module) {
    Path target = root.resolve(module).resolve("target");
    Path list = target.resolve("runtime.classpath");
    if (!Files.exists(list)) {
      throw notBuilt(module);
    }
    try {
      return jar(module) + File.pathSeparator + Files.readString(list).strip();
    } catch (IOException failure) {
      throw new UserError("Expected to read %s, but: %s.".formatted(list, failure), failure);
    }
  }

  /** The jar of the example job. */
  public Path exampleJob() {
    return require(root.resolve("examples/word-counter/target/word-counter.jar"));
  }

  /** The table of the local cluster's images. */
  public Path images() {
    require(root.resolve("local-cluster/target/images"));
    return require(root.resolve("local-cluster/images/table.yaml"));
  }

  private Path jar(String module) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(module).resolve("target"))) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches(module + "-[0-9][^/]*\\.jar"))
              .filter(file -> !file.toString().endsWith("-sources.jar"))
              .toList();
      if (jars.size() != 1) {
        throw notBuilt(module);
      }
      return jars.getFirst();
    }
  }

  private Path require(Path path) {
    if (!Files.exists(path)) {
      throw notBuilt(root.relativize(path).toString());
    }
    return path;
  }

  private static UserError notBuilt(String what) {
    return new UserError(
        "Expected %s to be built, but it is not; run 'mvn -DskipTests package', or start with ./weir, which does it."
            .formatted(what));
  }
}
