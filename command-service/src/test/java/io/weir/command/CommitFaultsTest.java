package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.command.PostgresProxy.Fault;
import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection fails at the commit of a command (faults A3 and A6 of reliability-performance.md):
 * between {@code troubled} and PostgreSQL is a proxy, {@code healthy} and its relay are beside it.
 */
class CommitFaultsTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private static final String CHANGE = "{\"metadata\":{\"labels\":{\"by\":\"%s\"}}}";

  private static PostgresProxy proxy;
  private static ServiceUnderTest troubled;
  private static ServiceUnderTest healthy;

  @BeforeAll
  static void start() throws IOException {
    TestDatabase database = DATABASE.freshDatabase();
    proxy = new PostgresProxy(database.jdbcUrl());
    healthy =
        ServiceUnderTest.start(
            database.jdbcUrl(), "weir.kafka.bootstrap-servers=" + BROKER.bootstrapServers());
    troubled = ServiceUnderTest.start(proxy.jdbcUrl());
  }

  @AfterEach
  void mend() {
    proxy.refuse(false);
  }

  @AfterAll
  static void stop() throws IOException {
    if (troubled != null) troubled.close();
    if (healthy != null) healthy.close();
    if (proxy != null) proxy.close();
  }

  /** A3: whether the commit happened is found out, and the command is done once. */
  @ParameterizedTest
  @EnumSource(names = {"LOSE_THE_ANSWER", "LOSE_THE_COMMIT"})
  void findsOutWhatBecameOfACommandInAGroup(Fault fault) throws Exception {
    String name = "group-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    known(name);
    proxy.arm(fault);

    Reply changed = troubled.patch(name, CHANGE.formatted("first"), "Idempotency-Key", name);

    assertThat(proxy.happened().await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(changed.status()).describedAs(changed.http().body()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"3\"");
    Reply repeated = healthy.patch(name, CHANGE.formatted("first"), "Idempotency-Key", name);
    assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeated.json()).isEqualTo(changed.json());
    assertThat(repeated.header("Weir-Position")).isEqualTo(changed.header("Weir-Position"));
    assertThat(healthy.get(name).header("ETag")).isEqualTo("\"3\"");
  }

  /** A3 for a command that has a transaction of its own. */
  @Test
  void findsOutThatACommandOfItsOwnHappened() throws Exception {
    proxy.arm(Fault.LOSE_THE_ANSWER);

    Reply created = troubled.create("own", "CANCELLED", "Idempotency-Key", "own");

    assertThat(proxy.happened().await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(healthy.create("own", "CANCELLED", "Idempotency-Key", "own").json())
        .isEqualTo(created.json());
  }

  @Test
  void saysThatNothingHappenedWhenTheCommitNeverCame() throws Exception {
    proxy.arm(Fault.LOSE_THE_COMMIT);

    Reply refused = troubled.create("never", "CANCELLED", "Idempotency-Key", "never");

    assertThat(proxy.happened().await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().at("/code").asString()).isEqualTo("STORE_UNAVAILABLE");
    assertThat(healthy.get("never").status()).isEqualTo(404);
    assertThat(troubled.create("never", "CANCELLED", "Idempotency-Key", "never").status())
        .isEqualTo(201);
  }

  /** A3 when nobody can be asked: the client is told so, and its repeat tells what happened. */
  @Test
  void saysThatTheOutcomeIsUnknownAndGivesTheFirstAnswerToTheRepeat() throws Exception {
    known("unknown");
    proxy.refuse(true);
    proxy.arm(Fault.LOSE_THE_ANSWER);

    Reply unknown = troubled.patch("unknown", CHANGE.formatted("x"), "Idempotency-Key", "unknown");

    assertThat(unknown.status()).describedAs(unknown.http().body()).isEqualTo(503);
    assertThat(unknown.json().at("/code").asString()).isEqualTo("OUTCOME_UNKNOWN");
    assertThat(unknown.json().at("/retryable").asBoolean()).isTrue();
    assertThat(unknown.json().at("/message").asString()).contains("Idempotency-Key");
    assertThat(unknown.header("Retry-After")).isEqualTo("1");
    proxy.refuse(false);
    Reply repeated =
        await("the service has connections again")
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    troubled.patch("unknown", CHANGE.formatted("x"), "Idempotency-Key", "unknown"),
                reply -> reply.status() == 200);
    assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeated.header("ETag")).isEqualTo("\"3\"");
    assertThat(healthy.get("unknown").header("ETag")).isEqualTo("\"3\"");
  }

  /**
   * A6: a client that stops between INSERT and commit. Its deployment waits until the server ends
   * its transaction, others' do not, and the relay passes the hole that it leaves.
   */
  @Test
  void isHeldUpByAFrozenTransactionUntilTheServerEndsItAndOnlyWhereItMust() throws Exception {
    UUID frozenId = known("frozen");
    UUID otherId = known("other");
    proxy.arm(Fault.FREEZE);
    CompletableFuture<Reply> frozen =
        CompletableFuture.supplyAsync(
            () -> troubled.patch("frozen", CHANGE.formatted("frozen"), "Idempotency-Key", "f"));
    assertThat(proxy.happened().await(10, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();

    assertThat(healthy.patch("other", CHANGE.formatted("healthy")).status()).isEqualTo(200);
    assertThat(troubled.patch("other", CHANGE.formatted("troubled")).status()).isEqualTo(200);
    assertThat(seconds(start)).describedAs("others wait for nobody").isLessThan(4);
    Reply same = healthy.patch("frozen", CHANGE.formatted("healthy"));
    assertThat(same.status()).describedAs(same.http().body()).isEqualTo(200);
    assertThat(same.header("ETag")).isEqualTo("\"3\"");
    assertThat(new Topics(BROKER.bootstrapServers()).eventsOf(otherId, 4)).hasSize(4);
    assertThat(seconds(start)).describedAs("until the server's time-out").isBetween(4.0, 10.0);

    Reply thawed = frozen.get(20, TimeUnit.SECONDS);
    assertThat(thawed.status()).describedAs(thawed.http().body()).isEqualTo(200);
    assertThat(thawed.header("ETag")).isEqualTo("\"4\"");
    assertThat(new Topics(BROKER.bootstrapServers()).eventsOf(frozenId, 4)).hasSize(4);
  }

  /** A deployment that the troubled service has in memory, at version 2. */
  private static UUID known(String name) {
    Reply created = troubled.create(name, "CANCELLED");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(troubled.patch(name, "{}").header("ETag")).isEqualTo("\"2\"");
    return UUID.fromString(created.json().at("/metadata/id").asString());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
