package io.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./weir up to the point where it starts a JVM. */
class WeirScriptTest {
  @TempDir Path directory;

  @Test
  void saysThatThereIsNoJdk() throws Exception {
    assertThat(weir(Map.of("PATH", programs("dirname"), "WEIR_JDK_DIRECTORIES", "/nowhere"), "up"))
        .isEqualTo(
            "1: weir: Expected a JDK of version 21 or newer in JAVA_HOME, on the PATH or under /usr/lib/jvm, but there is none; install one or set JAVA_HOME.");
  }

  @Test
  void takesNoJdkThatIsTooOld() throws Exception {
    Path old = jdk("old", "17.0.15");

    assertThat(
            weir(
                Map.of(
                    "PATH", programs("dirname", "sed"),
                    "JAVA_HOME", old.toString(),
                    "WEIR_JDK_DIRECTORIES", old.toString()),
                "up"))
        .contains("Expected a JDK of version 21 or newer");
  }

  @Test
  void takesTheNewestJdkThatIsInstalled() throws Exception {
    Path older = jdk("a", "21.0.2");
    Path newest = jdk("b", "26");

    assertThat(
            weir(
                Map.of(
                    "PATH",
                    programs("dirname", "sed"),
                    "WEIR_JDK_DIRECTORIES",
                    older + " " + newest),
                "up"))
        .contains("Expected Maven 3.8.7 or newer (mvn) on the PATH to build Weir");
  }

  @Test
  void saysThatKubectlIsMissing() throws Exception {
    assertThat(weir(Map.of("PATH", programs("dirname")), "kubectl", "get", "pods"))
        .startsWith("1: weir: Expected kubectl on the PATH, but there is none; install it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench", "chaos"})
  void buildsWhatIsMissingAndSaysWhatThatNeeds(String command) throws Exception {
    assertThat(
            weir(
                Map.of(
                    "PATH", programs("dirname", "sed"),
                    "JAVA_HOME", jdk("a", "25").toString()),
                command))
        .isEqualTo(
            "1: weir: Expected Maven 3.8.7 or newer (mvn) on the PATH to build Weir, but there is none; install it.");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = directory.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** A PATH with these programs only. */
  private String programs(String... names) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String name : names) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin").resolve(name));
    }
    return bin.toString();
  }

  /** Runs a copy of the script that has nothing built beside it. */
  private String weir(Map<String, String> environment, String... arguments) throws Exception {
    Path script = directory.resolve("weir");
    Files.copy(Path.of(System.getProperty("weir.root"), "weir"), script);
    List<String> command = new ArrayList<>(List.of("/bin/bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("HOME", directory.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() + ": " + output;
  }
}
