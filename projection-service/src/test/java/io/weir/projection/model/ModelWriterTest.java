package io.weir.projection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.Failpoint;
import io.weir.eventlog.FailpointError;
import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.PoisonRecordException;
import io.weir.events.AggregateKind;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.deployments.DeploymentTable;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.history.Deliveries;
import io.weir.projection.history.Histories;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same log gives the same rows, however it is cut, repeated, interrupted or cached. */
class ModelWriterTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  @SuppressWarnings("unused") // read by the parameterized test
  static final List<String> FAILPOINTS = ModelFailpoints.ALL;

  private static final List<Delivered<RecordedEvent>> LOG =
      Deliveries.delivered(Histories.random(42, 60, 8));

  private static ModelDatabase database;
  private static Map<String, String> expected;

  @BeforeAll
  static void applyOnce() throws SQLException {
    database = new ModelDatabase(DATABASE.freshDatabase());
    Generation whole = database.create();
    database.apply(writer(whole, 1_000), LOG, true);
    expected = database.contents(whole);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @AfterEach
  void disarm() {
    Failpoint.disarmAll();
  }

  @Test
  void theRowsAreThePureFoldOfTheLog() throws SQLException {
    InMemory fold = InMemory.of(LOG.stream().map(Delivered::value).toList());
    Generation generation = database.create();
    database.apply(writer(generation, 1_000), LOG, true);
    try (Connection connection = database.source().getConnection()) {
      Map<UUID, DeploymentView> rows =
          DeploymentTable.DEPLOYMENTS.load(
              connection,
              generation.schema(),
              fold.deployments().stream().map(DeploymentView::id).toList());
      assertThat(rows.values()).containsExactlyInAnyOrderElementsOf(fold.deployments());
    }
    assertThat(expected.get("timeline")).startsWith(fold.timeline().size() + " rows");
    assertThat(expected.get("audit")).startsWith(LOG.size() + " rows");
    assertThat(expected.get("job")).startsWith(fold.jobs().size() + " rows");
    assertThat(expected.get("savepoint")).startsWith(fold.savepoints().size() + " rows");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyCutWithRepeatsRollbacksAndSmallCachesGivesTheSameRows(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    Generation generation = database.create();
    ModelWriter writer = writer(generation, 1 + random.nextInt(20));
    int done = 0;
    while (done < LOG.size()) {
      int from = Math.max(0, done - random.nextInt(4) * 20);
      int to = Math.min(LOG.size(), done + 1 + random.nextInt(120));
      boolean commit = random.nextInt(4) > 0;
      database.apply(writer, LOG.subList(from, to), commit, random.nextBoolean());
      if (commit) done = to;
    }
    assertThat(database.contents(generation)).isEqualTo(expected);
  }

  @ParameterizedTest
  @FieldSource("FAILPOINTS")
  void aCrashBetweenAnyTwoStepsLeavesNothingHalfDone(String failpoint) throws SQLException {
    Generation generation = database.create();
    ModelWriter writer = writer(generation, 1_000);
    int half = LOG.size() / 2;
    database.apply(writer, LOG.subList(0, half), true);
    Map<String, String> before = database.contents(generation);
    Failpoint.arm(
        failpoint,
        (name, hit) -> {
          throw new FailpointError(name);
        });
    assertThatThrownBy(() -> database.apply(writer, LOG.subList(half, LOG.size()), true))
        .isInstanceOf(FailpointError.class);
    assertThat(database.contents(generation)).isEqualTo(before);
    Failpoint.disarmAll();
    database.apply(writer, LOG.subList(half, LOG.size()), true);
    assertThat(database.contents(generation)).isEqualTo(expected);
  }

  @Test
  void aCacheThatIsBehindIsNotTrusted() throws SQLException {
    Generation generation = database.create();
    ModelWriter mine = writer(generation, 1_000);
    ModelWriter other = writer(generation, 1_000);
    int third = LOG.size() / 3;
    database.apply(mine, LOG.subList(0, third), true);
    database.apply(other, LOG.subList(third, 2 * third), true);
    database.apply(mine, LOG.subList(2 * third, LOG.size()), true);
    assertThat(database.contents(generation)).isEqualTo(expected);
  }

  @Test
  void aRowThatNobodyKnowsOfStopsABatchWithOthersOnly() throws SQLException {
    Generation generation = database.create();
    database.apply(writer(generation, 1_000), LOG, true);
    for (String lost :
        List.of(
            "timeline where aggregate_id in (select id from %1$s.deployment)",
            "audit where kind = 'deployment'", "deployment"))
      database.execute(("delete from %1$s." + lost).formatted(generation.schema()));
    assertThatThrownBy(() -> database.apply(writer(generation, 1_000), LOG, true))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("job_pkey");
    database.apply(writer(generation, 1_000), LOG, true, true);
    assertThat(database.contents(generation)).isEqualTo(expected);
  }

  /** Early in a batch, and late. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEventThatDoesNotFollowIsBlamedByItsOffset(boolean early) throws SQLException {
    Generation generation = database.create();
    List<Delivered<RecordedEvent>> withoutOne = new ArrayList<>(LOG);
    List<Delivered<RecordedEvent>> seconds =
        LOG.stream()
            .filter(d -> d.value().event().kind() == AggregateKind.DEPLOYMENT)
            .filter(d -> d.value().metadata().sequence() == 1)
            .toList();
    Delivered<RecordedEvent> lost = early ? seconds.getFirst() : seconds.getLast();
    withoutOne.remove(lost);
    Delivered<RecordedEvent> next =
        withoutOne.stream()
            .filter(
                d ->
                    d.record().key().equals(lost.record().key())
                        && d.value().metadata().sequence() == 2)
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> database.apply(writer(generation, 1_000), withoutOne, true))
        .isInstanceOfSatisfying(
            PoisonRecordException.class,
            poison -> assertThat(poison.offset()).isEqualTo(next.record().offset()))
        .hasMessageContaining("Expected event 1 of deployment");
    database.apply(writer(generation, 1_000), LOG, true);
    assertThat(database.contents(generation)).as("nothing was left of it").isEqualTo(expected);
  }

  @Test
  void aCacheHoldsAtMostItsCapacity() throws SQLException {
    ModelWriter writer = writer(database.create(), 5);
    database.apply(writer, LOG, true);
    assertThat(writer.cached()).isEqualTo(5);
  }

  private static ModelWriter writer(Generation generation, int cachePerPartition) {
    return new ModelWriter(generation, cachePerPartition, Durability.BY_EACH_COMMIT);
  }
}
