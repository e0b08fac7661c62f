package io.weir.projection.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.events.spec.DesiredState;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.history.SessionStory;
import io.weir.projection.history.Story;
import io.weir.projection.jobs.JobView;
import io.weir.projection.model.InMemory;
import io.weir.projection.sessions.SessionPeriod;
import io.weir.projection.sessions.SessionProjector;
import io.weir.projection.sessions.SessionView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceUseTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(5);

  /** Before, the report said of all of its past what the job had last. */
  @Test
  void aJobThatTookAnotherScaleHadEachForItsTime() {
    Story story = new Story(RANDOM, "default", "orders");
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    JobView before = onlyJob(story);
    story.rescale();
    JobView after = onlyJob(story);

    assertThat(before.earlier()).isEmpty();
    assertThat(ResourceUse.of(before)).singleElement().matches(use -> use.end().isEmpty());
    List<ResourceUse> uses = ResourceUse.of(after);
    assertThat(uses).hasSize(2);
    assertThat(uses.getFirst().begin()).isEqualTo(after.progress().startedAt().orElseThrow());
    assertThat(uses.getFirst().used()).isEqualTo(ResourceUse.of(before).getFirst().used());
    assertThat(uses.getFirst().end()).contains(uses.getLast().begin());
    assertThat(uses.getLast().end()).isEmpty();
    assertThat(uses.getLast().used().cpu()).isGreaterThan(uses.getFirst().used().cpu());
    assertThat(uses.getLast().used().memory()).isGreaterThan(uses.getFirst().used().memory());
    assertThat(after.earlier())
        .containsExactly(
            new JobView.Earlier(
                before.request().spec().numberOfTaskManagers(), uses.getLast().begin()));
  }

  private static JobView onlyJob(Story story) {
    List<JobView> jobs = InMemory.of(story.events()).jobs();
    assertThat(jobs).hasSize(1);
    return jobs.getFirst();
  }

  @Test
  void aSessionClusterIsUsedFromItsFirstMomentUpUntilNothingIsLeft() {
    SessionStory story = new SessionStory(RANDOM, "default", "shared");
    story.start();
    assertThat(uses(story)).as("on its way up").isEmpty();
    story.up();
    assertThat(uses(story)).singleElement().matches(use -> use.end().isEmpty());
    story.scale(3, true).scale(4, false).lost().found().stop();
    assertThat(uses(story)).hasSize(2).last().matches(use -> use.end().isEmpty());
    story.gone().start().up();

    List<ResourceUse> uses = uses(story);
    assertThat(uses)
        .extracting(use -> use.used().cpu().intValue())
        .as("a JobManager with one core, TaskManagers with two")
        .containsExactly(3, 7, 9);
    assertThat(uses.get(0).end()).contains(uses.get(1).begin());
    assertThat(uses.get(1).end())
        .hasValueSatisfying(end -> assertThat(end).isBefore(uses.get(2).begin()));
    assertThat(uses.get(2).end()).isEmpty();
  }

  @Test
  void aSessionClusterThatNeverCameUpUsedNothing() {
    assertThat(uses(new SessionStory(RANDOM, "default", "never").start().fail().gone())).isEmpty();
  }

  /** Its rows as a table would hold them: the newest of each id. */
  private static List<ResourceUse> uses(SessionStory story) {
    Map<UUID, SessionPeriod> rows = new LinkedHashMap<>();
    Optional<SessionView> view = Optional.empty();
    for (RecordedEvent event : story.events()) {
      SessionView after = SessionProjector.fold(view, event.metadata(), event.event());
      for (SessionPeriod period : SessionPeriod.changed(view, after, event.metadata())) {
        assertThat(rows.containsKey(period.id())).isNotEqualTo(period.hasJustBegun());
        rows.put(period.id(), period);
      }
      view = Optional.of(after);
    }
    return new ArrayList<>(rows.values()).stream().map(ResourceUse::of).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1g, 1073741824",
    "1G, 1073741824",
    "1.5Gi, 1610612736",
    "2048m, 2147483648",
    "512 mb, 536870912",
    "1024k, 1048576",
    "1073741824, 1073741824",
    "1048576b, 1048576",
    "1t, 1099511627776"
  })
  void memoryIsCountedInBytes(String text, BigDecimal bytes) {
    Map<String, ResourceSpec> resources =
        Map.of("jobmanager", new ResourceSpec(BigDecimal.ONE, text));
    assertThat(Used.of(resources, 3).memory()).isEqualByComparingTo(bytes);
  }

  @Test
  void whatIsNoAmountIsNotTakenForNothing() {
    Map<String, ResourceSpec> resources =
        Map.of("jobmanager", new ResourceSpec(BigDecimal.ONE, "much"));
    assertThatThrownBy(() -> Used.of(resources, 1)).hasMessageContaining("'much'");
  }
}
