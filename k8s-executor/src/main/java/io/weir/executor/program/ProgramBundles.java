package io.weir.executor.program;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Programs together with the jars that they need. A session cluster is given one jar for a job, so
 * these go into its {@code lib} directory, from where Flink takes them onto the class path of the
 * job on every process (its {@code PackagedProgram}, all lines).
 */
public final class ProgramBundles {
  private final Programs programs;

  public ProgramBundles(Programs programs) {
    this.programs = programs;
  }

  /**
   * Fetches a program and its dependencies, lets the bundle be used, and removes what was fetched.
   *
   * @param uri where the program is, with the values of its secrets
   * @param shown the same as it may be shown
   * @param dependencies URIs of jars; none: the program is used as it is
   * @throws Programs.NotFetchedException when one of them is not there, may not be read, or the
   *     program is no jar
   * @throws IOException when it may work later, or the use failed
   */
  public <T> T use(String uri, String shown, List<String> dependencies, Programs.Use<T> use)
      throws Programs.NotFetchedException, IOException {
    if (dependencies.isEmpty()) return programs.use(uri, shown, use);
    Path bundle = Files.createTempFile("weir-bundle-", ".jar");
    Files.delete(bundle);
    try {
      programs.use(uri, shown, program -> Files.copy(program, bundle));
      add(dependencies, bundle, shown);
      return use.with(bundle);
    } finally {
      Files.deleteIfExists(bundle);
    }
  }

  private void add(List<String> dependencies, Path bundle, String shown)
      throws Programs.NotFetchedException, IOException {
    try (FileSystem jar = FileSystems.newFileSystem(bundle)) {
      Path lib = Files.createDirectories(jar.getPath("lib"));
      for (int i = 0; i < dependencies.size(); i++) {
        // A name of its own: the program may bring libraries along.
        Path entry = lib.resolve("weir-dependency-%d.jar".formatted(i + 1));
        String uri = dependencies.get(i);
        programs.use(uri, uri, dependency -> Files.copy(dependency, entry));
      }
    } catch (ProviderNotFoundException | ZipException e) {
      throw new Programs.NotFetchedException(
          "Expected the program %s to be a jar, since it has additionalDependencies to take along, but it is none"
              .formatted(shown));
    }
  }
}
