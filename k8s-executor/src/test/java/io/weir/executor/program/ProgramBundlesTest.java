package io.weir.executor.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramBundlesTest {
  private final ProgramBundles bundles =
      new ProgramBundles(
          new FetchedPrograms(FetchedPrograms.client(), Duration.ofSeconds(5), true));

  @TempDir private Path directory;
  private Path program;
  private Path helper;

  @BeforeEach
  void write() throws IOException {
    program = jar("program.jar", Map.of("Main.class", "main", "lib/own.jar", "own"));
    helper = Files.writeString(directory.resolve("helper.jar"), "helper");
  }

  @Test
  void aProgramTakesItsDependenciesAlongInItsLib() throws Exception {
    Path more = Files.writeString(directory.resolve("more.jar"), "more");

    assertThat(bundled(program, helper, more))
        .isEqualTo(
            Map.of(
                "/Main.class",
                "main",
                "/lib/own.jar",
                "own",
                "/lib/weir-dependency-1.jar",
                "helper",
                "/lib/weir-dependency-2.jar",
                "more"));
  }

  @Test
  void aProgramWithoutDependenciesIsUsedAsItIs() throws Exception {
    String uri = program.toUri().toString();

    Path used = bundles.use(uri, uri, List.of(), file -> file);

    assertThat(used).isEqualTo(program);
  }

  @Test
  void nothingIsLeftAndTheProgramIsAsItWas() throws Exception {
    byte[] before = Files.readAllBytes(program);
    String uri = program.toUri().toString();

    Path bundle = bundles.use(uri, uri, List.of(helper.toUri().toString()), file -> file);

    assertThat(bundle).doesNotExist();
    assertThat(program).hasBinaryContent(before);
  }

  @Test
  void namesWhatIsNotThereOrNoJar() {
    assertThatThrownBy(() -> bundled(program, directory.resolve("gone.jar")))
        .isInstanceOf(Programs.NotFetchedException.class)
        .hasMessageContaining("gone.jar");
    assertThatThrownBy(() -> bundled(helper, program))
        .isInstanceOf(Programs.NotFetchedException.class)
        .hasMessageContaining("helper.jar")
        .hasMessageContaining("additionalDependencies");
  }

  private Map<String, String> bundled(Path main, Path... dependencies) throws Exception {
    return bundles.use(
        main.toUri().toString(),
        main.toUri().toString(),
        Stream.of(dependencies).map(file -> file.toUri().toString()).toList(),
        ProgramBundlesTest::files);
  }

  private static Map<String, String> files(Path bundle) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (FileSystem jar = FileSystems.newFileSystem(bundle);
        Stream<Path> all = Files.walk(jar.getPath("/"))) {
      for (Path file : all.filter(Files::isRegularFile).toList())
        files.put(file.toString(), Files.readString(file));
    }
    return files;
  }

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path file = directory.resolve(name);
    try (FileSystem jar = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
      Files.createDirectories(jar.getPath("lib"));
      for (Map.Entry<String, String> entry : entries.entrySet())
        Files.writeString(jar.getPath(entry.getKey()), entry.getValue());
    }
    return file;
  }
}
