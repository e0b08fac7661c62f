package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Commands that are repeated, at once or on one deployment: two instances of the service on one
 * real database.
 */
class RepeatsHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static TestDatabase database;
  private static ServiceUnderTest one;
  private static ServiceUnderTest two;

  @BeforeAll
  static void start() {
    database = DATABASE.freshDatabase();
    String[] settings = {"weir.storage.base=file:///data", "weir.trust-actor-header=true"};
    one = ServiceUnderTest.start(database.jdbcUrl(), settings);
    two = ServiceUnderTest.start(database.jdbcUrl(), settings);
  }

  @AfterAll
  static void stop() {
    if (one != null) one.close();
    if (two != null) two.close();
  }

  /** Fault A7: what one instance remembers is behind after the other one wrote. */
  @Test
  void decidesOnTheNewestStateWhateverItRemembers() {
    one.create("behind", "CANCELLED");
    assertThat(one.patch("behind", "{}").header("ETag")).isEqualTo("\"2\"");
    assertThat(two.patch("behind", "{}").header("ETag")).isEqualTo("\"3\"");
    assertThat(one.patch("behind", "{}", "If-Match", "\"3\"").header("ETag")).isEqualTo("\"4\"");
    assertThat(two.patch("behind", "{}", "If-Match", "\"3\"").status()).isEqualTo(412);

    assertThat(
            two.send("DELETE", "/api/v1/namespaces/default/deployments" + "/behind", "").status())
        .isEqualTo(200);
    assertThat(one.patch("behind", "{}").status()).isEqualTo(404);
    two.create("behind", "CANCELLED");
    Reply newOne = one.patch("behind", "{}");
    assertThat(newOne.status()).isEqualTo(200);
    assertThat(newOne.header("ETag")).isEqualTo("\"2\"");
    assertThat(two.get("behind").json()).isEqualTo(newOne.json());
  }

  @Test
  void answersARepeatedKeyAsTheFirstTimeAndRefusesAnotherRequest() {
    Reply first = one.create("keyed", "CANCELLED", "Idempotency-Key", "k1");
    Reply repeat = two.create("keyed", "CANCELLED", "Idempotency-Key", "k1");

    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(repeat.header("Weir-Position")).isEqualTo(first.header("Weir-Position"));
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(one.create("another", "CANCELLED", "Idempotency-Key", "k1").status()).isEqualTo(422);
    assertThat(one.get("another").status()).isEqualTo(404);
    Reply patch = one.patch("keyed", "{}", "Idempotency-Key", "k2");
    assertThat(two.patch("keyed", "{}", "Idempotency-Key", "k2").json()).isEqualTo(patch.json());
    assertThat(one.get("keyed").header("ETag")).isEqualTo("\"2\"");
  }

  /** The answer is not kept, the events are: what came later does not show. */
  @Test
  void answersARepeatWithTheDeploymentAsItWasThen() {
    one.create("then", "CANCELLED");
    String patch = "{\"metadata\":{\"displayName\":\"first\"}}";
    Reply first = one.patch("then", patch, "Idempotency-Key", "then-1");
    one.patch("then", "{\"metadata\":{\"displayName\":\"second\"}}");

    Reply repeat = two.patch("then", patch, "Idempotency-Key", "then-1");

    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(repeat.header("ETag")).isEqualTo("\"2\"");
    assertThat(repeat.header("Weir-Position")).isEqualTo(first.header("Weir-Position"));
    assertThat(one.get("then").json().at("/metadata/displayName").asString()).isEqualTo("second");
  }

  @Test
  void doesConcurrentRepeatsOnce() throws Exception {
    List<Reply> replies =
        concurrently(
            24,
            i ->
                (i % 2 == 0 ? one : two)
                    .create("many", "RUNNING", "Idempotency-Key", "concurrent"));

    assertThat(replies).allSatisfy(r -> assertThat(r.status()).isEqualTo(201));
    Set<JsonNode> bodies = new HashSet<>();
    replies.forEach(r -> bodies.add(r.json()));
    assertThat(bodies).hasSize(1);
    assertThat(replies).filteredOn(r -> r.header("Idempotency-Replayed").isEmpty()).hasSize(1);
  }

  @Test
  void givesANameOnce() throws Exception {
    List<Reply> replies =
        concurrently(16, i -> (i % 2 == 0 ? one : two).create("wanted", "CANCELLED"));

    assertThat(replies).filteredOn(r -> r.status() == 201).hasSize(1);
    assertThat(replies).filteredOn(r -> r.status() == 409).hasSize(15);
  }

  /** Invariants I1, I3 and fault A5 of reliability-performance.md. */
  @Test
  void keepsVersionsDenseUnderThreeHundredConflictingCommandsOnTwoInstances() throws Exception {
    String id = one.create("contended", "CANCELLED").json().at("/metadata/id").asString();

    List<Reply> replies =
        concurrently(
            300,
            i ->
                (i % 2 == 0 ? one : two)
                    .patch("contended", "{\"metadata\":{\"labels\":{\"n\":\"" + i + "\"}}}"));

    Map<Integer, Integer> statuses = new TreeMap<>();
    replies.forEach(r -> statuses.merge(r.status(), 1, Integer::sum));
    assertThat(statuses.keySet()).isSubsetOf(200, 409, 503);
    int won = statuses.get(200);
    assertThat(
            replies.stream().filter(r -> r.status() == 200).map(r -> r.header("ETag")).distinct())
        .describedAs("each winner has its own version; %s", statuses)
        .hasSize(won);
    assertThat(
            text(
                "select count(*) || ' ' || min(sequence) || ' ' || max(sequence) from"
                    + " command.domain_event where aggregate_id = '"
                    + id
                    + "'"))
        .isEqualTo((won + 1) + " 0 " + won);
    List<Reply> stale =
        concurrently(
            20,
            i ->
                (i % 2 == 0 ? one : two)
                    .patch("contended", "{}", "If-Match", "\"" + (won + 1) + "\""));
    assertThat(stale).filteredOn(r -> r.status() == 200).hasSize(1);
    assertThat(stale).filteredOn(r -> r.status() == 412).hasSize(19);
  }

  private static List<Reply> concurrently(int times, IntToReply work) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
      List<Future<Reply>> futures =
          clients.invokeAll(
              IntStream.range(0, times)
                  .<Callable<Reply>>mapToObj(i -> () -> work.apply(i))
                  .toList());
      return futures.stream().map(Future::resultNow).toList();
    }
  }

  @FunctionalInterface
  private interface IntToReply {
    Reply apply(int i);
  }

  private static String text(String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
