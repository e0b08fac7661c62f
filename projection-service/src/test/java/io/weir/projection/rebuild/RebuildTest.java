package io.weir.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.Failpoint;
import io.weir.eventlog.FailpointError;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.history.Histories;
import io.weir.projection.history.Topic;
import io.weir.projection.model.Generation;
import io.weir.projection.model.Generations;
import io.weir.projection.model.LiveModel;
import io.weir.projection.model.ModelDatabase;
import io.weir.projection.model.ModelReaders;
import io.weir.projection.rebuild.RebuildReport.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A rebuild is equal to the live models, and clients see one whole model all the time. */
class RebuildTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  @SuppressWarnings("unused") // read by the parameterized test
  static final List<String> FAILPOINTS = RebuildFailpoints.ALL;

  private static final int PARTITIONS = 4;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final List<RecordedEvent> LOG = Histories.random(99, 150, 10);

  private ModelDatabase database;
  private Topic topic;
  private LiveModel live;
  private Rebuild rebuild;

  @BeforeEach
  void start() throws SQLException {
    database = new ModelDatabase(DATABASE.freshDatabase());
    topic = new Topic(BROKER.bootstrapServers(), BROKER.freshTopic(PARTITIONS), PARTITIONS);
    ModelReaders readers =
        database.readers(BROKER.bootstrapServers(), topic.name(), PARTITIONS, 200);
    topic.write(LOG.subList(0, LOG.size() / 2));
    live = new LiveModel(database.source(), readers, ReaderListener.none(), 1);
    live.follow();
    await("the live model to hold the log").atMost(SOON).until(live::caughtUp);
    rebuild = new Rebuild(database.source(), readers, 2, SOON);
  }

  @AfterEach
  void stop() {
    Failpoint.disarmAll();
    live.close();
    topic.close();
    database.close();
  }

  @Test
  void isEqualToTheLiveModelsRowByRowAndTakesTheirPlace() throws SQLException {
    Generation before = database.active();
    Map<String, String> contents = database.contents(before);
    RebuildReport report = rebuild.run(true);
    assertThat(report.phase()).isEqualTo(Phase.DONE);
    assertThat(report.tables()).hasSize(Generations.TABLES.size()).allMatch(TableComparison::equal);
    assertThat(report.tables()).allMatch(table -> table.liveRows() > 0);
    assertThat(database.active().number()).isGreaterThan(before.number());
    assertThat(database.contents(database.active())).isEqualTo(contents);
    assertThatThrownBy(() -> database.contents(before)).hasMessageContaining("does not exist");
  }

  @Test
  void verifiesWhileTheLogGoesOnAndLeavesNothingBehind() throws SQLException {
    Generation before = database.active();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (RecordedEvent event : LOG.subList(LOG.size() / 2, LOG.size()))
                topic.write(List.of(event));
            });
    RebuildReport report = rebuild.run(false);
    writing.join();
    assertThat(report.tables()).hasSize(Generations.TABLES.size()).allMatch(TableComparison::equal);
    assertThat(database.active()).isEqualTo(before);
    assertThatThrownBy(() -> database.contents(new Generation(report.generation().orElseThrow())))
        .hasMessageContaining("does not exist");
  }

  @Test
  void readsOnAfterTheSwap() throws SQLException {
    rebuild.run(true);
    live.follow();
    topic.write(LOG.subList(LOG.size() / 2, LOG.size()));
    await("the new model to hold every event")
        .atMost(SOON)
        .until(
            () ->
                database.contents(database.active()).get("audit").startsWith(LOG.size() + " rows"));
    assertThat(rebuild.run(false).equal()).isTrue();
  }

  @Test
  void showsTheFirstRowThatDiffersAndMendsIt() throws SQLException {
    database.execute(
        "update projection.job set view = replace(view, 'FAILED', 'FINISHED') where id = (select min(id::text)::uuid from projection.job where view like '%\"state\":\"FAILED\"%')");
    RebuildReport report = rebuild.run(true);
    assertThat(report.equal()).isFalse();
    TableComparison job =
        report.tables().stream().filter(t -> t.table().equals("job")).findFirst().orElseThrow();
    assertThat(job.equal()).isFalse();
    assertThat(job.firstDifference().orElseThrow().live().orElseThrow()).contains("FINISHED");
    assertThat(job.firstDifference().orElseThrow().rebuilt().orElseThrow()).contains("FAILED");
    assertThat(ReportText.of(report)).contains("DIFFERENT").contains(job.liveHash());
    live.follow();
    assertThat(rebuild.run(false).equal()).isTrue();
  }

  @ParameterizedTest
  @FieldSource("FAILPOINTS")
  void aCrashAtAnyStepLeavesOneWholeModelServing(String failpoint) throws SQLException {
    Map<String, String> contents = database.contents(database.active());
    Failpoint.arm(
        failpoint,
        (name, hit) -> {
          throw new FailpointError(name);
        });
    assertThatThrownBy(() -> rebuild.run(true)).isInstanceOf(FailpointError.class);
    assertThat(rebuild.report().phase()).isEqualTo(Phase.FAILED);
    assertThat(database.contents(database.active())).isEqualTo(contents);
    Failpoint.disarmAll();
    live.follow();
    assertThat(rebuild.run(true).equal()).isTrue();
    assertThat(database.contents(database.active())).isEqualTo(contents);
  }

  @Test
  void endsAsAFailureWhenTheTopicDoesNotHoldWhatTheLiveModelHasSeen() throws SQLException {
    live.close();
    database.execute("update projection.reader_partition set next_offset = next_offset + 10");
    Generation before = database.active();
    Map<String, String> contents = database.contents(before);
    Rebuild impatient = new Rebuild(database.source(), readers(), 2, Duration.ofSeconds(2));
    assertThatThrownBy(() -> impatient.run(true))
        .isInstanceOf(RebuildStalledException.class)
        .hasMessageContaining("stands at " + "%,d".formatted(LOG.size() / 2) + " since PT2S");
    assertThat(impatient.report().phase()).isEqualTo(Phase.FAILED);
    assertThat(impatient.report().failure().orElseThrow()).contains("begin again");
    assertThat(database.active()).isEqualTo(before);
    assertThat(database.contents(before)).isEqualTo(contents);
    assertThat(database.generations()).as("what was built is dropped").isEqualTo(1);
  }

  @Test
  void endsAtOnceWhenRecordsThatItMustReadAreGone() throws SQLException {
    Failpoint.arm(
        "rebuild.after-build",
        (name, hit) -> {
          topic.write(LOG.subList(LOG.size() / 2, LOG.size()));
          await("the live model to hold every event")
              .atMost(SOON)
              .until(
                  () ->
                      database
                          .contents(database.active())
                          .get("audit")
                          .startsWith(LOG.size() + " rows"));
          topic.deleteAll();
        });
    assertThatThrownBy(() -> rebuild.run(true))
        .isInstanceOf(RebuildStalledException.class)
        .hasMessageContaining("records are lost or this is another topic");
    assertThat(database.generations()).isEqualTo(1);
  }

  @Test
  void onlyOneRunsAtATime() {
    Failpoint.arm(
        "rebuild.after-create",
        (name, hit) ->
            assertThatThrownBy(() -> new Rebuild(database.source(), readers(), 1, SOON).run(true))
                .isInstanceOf(RebuildRunningException.class));
    assertThat(run()).isTrue();
  }

  private boolean run() {
    try {
      return rebuild.run(false).equal();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private ModelReaders readers() {
    return database.readers(BROKER.bootstrapServers(), topic.name(), PARTITIONS, 200);
  }
}
