package io.weir.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.process.Supervisor.Seat;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private final List<String> journal = new CopyOnWriteArrayList<>();
  private final List<PartStatus> changes = new CopyOnWriteArrayList<>();
  private final ScriptedPart database = new ScriptedPart("database", journal);
  private final ScriptedPart service = new ScriptedPart("service", journal);

  @Test
  void startsInTheOrderOfNeedsAndStopsInTheReverse() {
    try (Supervisor supervisor = supervisor()) {
      supervisor.start();
      assertThat(journal).containsExactly("start database", "start service");
      assertThat(supervisor.statuses())
          .extracting(PartStatus::state)
          .containsOnly(PartStatus.State.READY);
    }
    assertThat(journal)
        .containsExactly("start database", "start service", "stop service", "stop database");
  }

  @Test
  void startsAPartThatDiedAgainAndCountsIt() {
    try (Supervisor supervisor = supervisor()) {
      supervisor.start();
      service.kill();

      await("the service is ready again")
          .until(
              () ->
                  supervisor.statuses().get(1).restarts() == 1
                      && supervisor.statuses().get(1).state() == PartStatus.State.READY);
      assertThat(supervisor.statuses().get(1).lastProblem()).contains("it was killed by the test");
      assertThat(supervisor.statuses().get(0).restarts()).isZero();
      assertThat(changes)
          .extracting(PartStatus::state)
          .contains(PartStatus.State.RESTARTING, PartStatus.State.STARTING);
    }
  }

  @Test
  void triesAFirstStartAgainBeforeItGivesUp() {
    service.failing(new PartFailedException("no port"), new PartFailedException("no port"));
    try (Supervisor supervisor = supervisor()) {
      supervisor.start();
      assertThat(journal)
          .containsExactly("start database", "fail service", "fail service", "start service");
    }
  }

  @Test
  void givesUpOnAFirstStartAndSaysWhyWhileOthersStillWait() {
    database.failing(
        new PartFailedException("a"), new PartFailedException("b"), new PartFailedException("c"));
    try (Supervisor supervisor = supervisor()) {
      assertThatThrownBy(supervisor::start).isInstanceOf(PartFailedException.class).hasMessage("c");
    }
    assertThat(journal).doesNotContain("start service");
  }

  @Test
  void stopsAtOnceWhenAFirstStartFailsBecauseOfIt() throws Exception {
    database.startingUntilInterrupted();
    Supervisor supervisor = supervisor();
    CompletableFuture<Void> start = CompletableFuture.runAsync(supervisor::start);
    assertThat(database.starting().await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> stop = CompletableFuture.runAsync(supervisor::close);

    assertThat(stop).succeedsWithin(Duration.ofSeconds(10));
    assertThat(start)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("was stopped before it was ready");
  }

  @Test
  void doesNotHangOnABug() {
    service.failing(new IllegalStateException("bug"));
    try (Supervisor supervisor = supervisor()) {
      assertThatThrownBy(supervisor::start)
          .hasMessage("Expected to watch service, but: java.lang.IllegalStateException: bug.");
    }
  }

  @Test
  void refusesANeedThatComesLater() {
    assertThatThrownBy(
            () ->
                new Supervisor(
                    List.of(new Seat(service, List.of("database")), new Seat(database, List.of())),
                    Clock.systemUTC(),
                    changes::add))
        .hasMessage("Expected database, which service needs, earlier in the list.");
  }

  private Supervisor supervisor() {
    return new Supervisor(
        List.of(new Seat(database, List.of()), new Seat(service, List.of("database"))),
        Clock.systemUTC(),
        changes::add);
  }
}
