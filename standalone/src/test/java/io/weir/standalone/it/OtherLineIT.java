package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job on another line of Flink than the others', with what its fields ask for. */
class OtherLineIT {
  /**
   * Values of secrets, which are nowhere but in the jobs; the one of the option Flink itself logs.
   */
  private static final String KEY = "k3yOfTheRepository";

  private static final String GREETING = "gr33tingInAnOption";

  @RegisterExtension static final StackExtension WEIR = new StackExtension();

  @RegisterExtension
  static final ProgramServer PROGRAMS = new ProgramServer(() -> WEIR.modules().exampleJob(), KEY);

  @Test
  void runsAnotherLineOfFlinkAsItsFieldsSay() throws Exception {
    WEIR.jobs().secret("REPOSITORY_KEY", KEY);
    WEIR.jobs().secret("GREETING", GREETING);
    Counting counting = WEIR.counting("other-line");
    String body =
        WEIR.jobs()
            .yaml(
                "other-line",
                "RUNNING",
                PROGRAMS.uri("${REPOSITORY_KEY}"),
                Jobs.MAIN,
                "--rate 50 --output " + Jobs.uriOf(counting.output()))
            .replace("flinkVersion: \"2.3\"", "flinkVersion: 1.20")
            .replace(
                "  template:\n",
                "  template:\n    metadata: {annotations: {flink.security.ssl.enabled: true}}\n")
            .concat(
                """
                        pipeline.global-job-parameters: greeting:${GREETING}
                      logging:
                        log4jLoggers: {"": INFO}
                        log4j2ConfigurationTemplate: |
                          <Configuration>
                            <Appenders>
                              <Console name="Console"><PatternLayout pattern="as the template says %p %m%n"/></Console>
                            </Appenders>
                            <Loggers>
                              <Root level="{{ rootLoggerLogLevel }}"><AppenderRef ref="Console"/></Root>
                            </Loggers>
                          </Configuration>
                """);
    WEIR.jobs().create(body);
    WEIR.jobs().awaitState("other-line", "RUNNING");

    counting.awaitMore();
    assertThat(logsOfPods())
        .anySatisfy(
            log ->
                assertThat(log)
                    .contains("as the template says INFO")
                    .contains("Version: 1.20.0")
                    .contains("pipeline.global-job-parameters, greeting:" + GREETING)
                    .contains("security.ssl.internal.enabled, true"));
    assertSecretsAreNowhereElse();
    WEIR.jobs().wish("other-line", "CANCELLED");
  }

  private static void assertSecretsAreNowhereElse() throws Exception {
    Traces traces = new Traces(WEIR.stack());
    assertThat(traces.of("as the template says"))
        .as("what is no secret, in the same deployment")
        .anyMatch(place -> place.startsWith("table projection"))
        .anyMatch(place -> place.startsWith("table command"))
        .anyMatch(place -> place.startsWith("topic"))
        .anyMatch(place -> place.startsWith("ConfigMap"));
    assertThat(traces.of("Started Executor")).contains("log k8s-executor.log");
    assertThat(traces.of(KEY)).as("the key of the repository").isEmpty();
    assertThat(traces.of(GREETING)).as("the value in the option").isEmpty();
    assertThat(logsOfPods()).noneMatch(log -> log.contains(KEY));
  }

  private static List<String> logsOfPods() throws IOException {
    try (Stream<Path> files = Files.walk(WEIR.directory().resolve("cluster/pods"))) {
      return files
          .filter(file -> file.getFileName().toString().equals("log"))
          .filter(Files::isRegularFile)
          .map(OtherLineIT::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }
}
