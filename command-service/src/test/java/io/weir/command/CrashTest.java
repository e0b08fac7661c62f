package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.gate.CommandFailpoints;
import io.weir.command.intake.IntakeFailpoints;
import io.weir.command.store.StoreFailpoints;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import io.weir.events.deployment.JobRequested;
import io.weir.events.report.JobRunning;
import io.weir.events.wire.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service that ends as by kill -9 between any two steps of a command, and another that takes its
 * clients over (faults A1 to A4 of reliability-performance.md).
 */
class CrashTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final int KILLED = 137;

  private static TestDatabase database;
  private static ServiceUnderTest survivor;

  @BeforeAll
  static void start() {
    database = DATABASE.freshDatabase();
    survivor = ServiceUnderTest.start(database.jdbcUrl());
  }

  @AfterAll
  static void stop() {
    if (survivor != null) survivor.close();
  }

  static Stream<String> failpoints() {
    return CommandFailpoints.ALL.stream();
  }

  static Stream<String> groupFailpoints() {
    return StoreFailpoints.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("failpoints")
  void doesACommandOnceWhereverItCrashes(String failpoint) throws Exception {
    String name = failpoint.replace('.', '-');
    Forked crashing = fork(database.jdbcUrl(), failpoint);
    assertThatThrownBy(() -> post(crashing.address(), name))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(crashing.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(crashing.process().exitValue()).isEqualTo(KILLED);

    Reply retried = post(survivor.address(), name);

    assertThat(retried.status()).describedAs(retried.http().body()).isEqualTo(201);
    boolean hadHappened = failpoint.equals(CommandFailpoints.AFTER_COMMIT);
    assertThat(retried.header("Idempotency-Replayed")).isEqualTo(hadHappened ? "true" : "");
    assertThat(survivor.get(name).header("ETag")).isEqualTo("\"1\"");
    assertThat(post(survivor.address(), name).json()).isEqualTo(retried.json());
  }

  /** As above, for commands that are decided in memory and committed in a group. */
  @ParameterizedTest
  @MethodSource("groupFailpoints")
  void doesACommandOfAGroupOnceWhereverItCrashes(String failpoint) throws Exception {
    String name = failpoint.replace('.', '-');
    Forked crashing = fork(database.jdbcUrl(), failpoint);
    post(crashing.address(), name);
    assertThatThrownBy(() -> patch(crashing.address(), name))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(crashing.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(crashing.process().exitValue()).isEqualTo(KILLED);

    Reply retried = patch(survivor.address(), name);

    assertThat(retried.status()).describedAs(retried.http().body()).isEqualTo(200);
    boolean hadHappened = failpoint.equals(StoreFailpoints.GROUP_COMMITTED);
    assertThat(retried.header("Idempotency-Replayed")).isEqualTo(hadHappened ? "true" : "");
    assertThat(survivor.get(name).header("ETag")).isEqualTo("\"2\"");
    assertThat(patch(survivor.address(), name).json()).isEqualTo(retried.json());
  }

  /** The events of a report and the reader's offset are committed together. */
  @Test
  void acceptsAReportOnceThatItCrashedOn() throws Exception {
    TestDatabase own = DATABASE.freshDatabase();
    String kafka = "weir.kafka.bootstrap-servers=" + BROKER.bootstrapServers();
    Topics topics = new Topics(BROKER.bootstrapServers());
    Forked crashing = fork(own.jdbcUrl(), IntakeFailpoints.AFTER_APPEND, kafka);
    Reply created =
        ServiceUnderTest.sendTo(
            crashing.address(),
            "POST",
            "/api/v1/namespaces/default/deployments",
            ServiceUnderTest.SPEC.formatted("crashed", "RUNNING"));
    UUID id = UUID.fromString(created.json().at("/metadata/id").asString());
    JobRequested job =
        (JobRequested)
            EventCodec.decode("job.requested", "1", topics.eventsOf(id, 3).get(2).value());
    topics.send(new JobRunning(id, job.jobId(), Optional.empty()), UUID.randomUUID());
    assertThat(crashing.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(crashing.process().exitValue()).isEqualTo(KILLED);

    try (ServiceUnderTest next = ServiceUnderTest.start(own.jdbcUrl(), kafka)) {
      assertThat(next.get("crashed").json().at("/status/state").asString())
          .describedAs("nothing half-done")
          .isEqualTo("TRANSITIONING");
      await("the lease of the dead is over and the report is accepted")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(next.get("crashed").json().at("/status/state").asString())
                      .isEqualTo("RUNNING"));
      assertThat(next.get("crashed").header("ETag")).isEqualTo("\"5\"");
    }
  }

  private record Forked(Process process, String address) {}

  private static Reply post(String address, String name) {
    return ServiceUnderTest.sendTo(
        address,
        "POST",
        "/api/v1/namespaces/default/deployments",
        ServiceUnderTest.SPEC.formatted(name, "CANCELLED"),
        "Idempotency-Key",
        name);
  }

  private static Reply patch(String address, String name) {
    return ServiceUnderTest.sendTo(
        address,
        "PATCH",
        "/api/v1/namespaces/default/deployments/" + name,
        "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}",
        "Idempotency-Key",
        name + "-patch");
  }

  private static Forked fork(String jdbcUrl, String failpoint, String... settings)
      throws IOException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dweir.failpoints=" + failpoint + "=halt",
                "-cp",
                System.getProperty("java.class.path"),
                CommandService.class.getName(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + jdbcUrl,
                // Ends with this JVM, whatever becomes of the test.
                "--weir.until-stdin-closes=true"));
    Stream.of(settings).map(setting -> "--" + setting).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String address = "http://127.0.0.1:" + port;
    await("the forked service is ready")
        .atMost(Duration.ofSeconds(90))
        .ignoreException(UncheckedIOException.class)
        .until(() -> ServiceUnderTest.sendTo(address, "GET", "/readyz", "").status() == 200);
    return new Forked(process, address);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
