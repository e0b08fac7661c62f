package io.weir.executor.deployment.report;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.RestartsCounted;
import io.weir.events.wire.SentReport;
import io.weir.executor.deployment.decide.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReporterTest {
  private static final Origin REQUEST =
      new Origin(new UUID(1, 1), new UUID(2, 2), Optional.of("00-a"), Instant.EPOCH);
  private static final Origin RETRY =
      new Origin(new UUID(1, 3), new UUID(2, 2), Optional.empty(), Instant.EPOCH);
  private static final ClusterApplied APPLIED = new ClusterApplied(DEPLOYMENT, JOB);
  private final List<SentReport> sent = new ArrayList<>();
  private final Reporter reporter = new Reporter(sent::add, "executor-1");

  @Test
  void givesTheSameFactTheSameIdAndOthersAnother() {
    UUID id = ReportIds.of(APPLIED, REQUEST.eventId());
    assertThat(ReportIds.of(new ClusterApplied(DEPLOYMENT, JOB), REQUEST.eventId())).isEqualTo(id);
    assertThat(id.version()).isEqualTo(8);
    assertThat(
            List.of(
                ReportIds.of(APPLIED, RETRY.eventId()),
                ReportIds.of(new ClusterReady(DEPLOYMENT, JOB), REQUEST.eventId()),
                ReportIds.of(new ClusterApplied(DEPLOYMENT, DEPLOYMENT), REQUEST.eventId()),
                ReportIds.of(new RestartsCounted(DEPLOYMENT, JOB, 1), REQUEST.eventId()),
                ReportIds.of(new RestartsCounted(DEPLOYMENT, JOB, 3), REQUEST.eventId())))
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  @Test
  void namesTheIntentAsTheCause() {
    reporter.report(APPLIED, REQUEST, 3, NOON);
    assertThat(sent.getFirst().metadata())
        .satisfies(
            metadata -> {
              assertThat(metadata.causationId()).isEqualTo(REQUEST.eventId());
              assertThat(metadata.correlationId()).isEqualTo(REQUEST.correlationId());
              assertThat(metadata.traceparent()).contains("00-a");
              assertThat(metadata.executor()).isEqualTo("executor-1");
            });
  }

  @Test
  void repeatsEverMoreRarelyWhileTheLogDoesNotMove() {
    for (int second = 0; second < 300; second++)
      reporter.report(APPLIED, REQUEST, 3, NOON.plusSeconds(second));
    assertThat(sent.stream().map(each -> each.metadata().observedAt()).map(ReporterTest::seconds))
        .containsExactly(0L, 2L, 6L, 14L, 30L, 62L, 122L, 182L, 242L);
    assertThat(sent.stream().map(each -> each.metadata().reportId()).distinct()).hasSize(1);
  }

  @Test
  void repeatsAtOnceWhenTheLogMovedWithoutIt() {
    reporter.report(APPLIED, REQUEST, 3, NOON);
    assertThat(reporter.report(APPLIED, REQUEST, 4, NOON.plusMillis(1))).isTrue();
  }

  @Test
  void doesNotCountWhatWasNotSent() {
    Reporter broken =
        new Reporter(
            report -> {
              throw new ReportNotSentException("no broker", null);
            },
            "executor-1");
    for (int i = 0; i < 2; i++)
      assertThatThrownBy(() -> broken.report(APPLIED, REQUEST, 3, NOON))
          .isInstanceOf(ReportNotSentException.class);
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond() - NOON.getEpochSecond();
  }
}
