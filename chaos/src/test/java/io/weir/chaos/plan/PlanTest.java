package io.weir.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.chaos.plan.Plan.Lane;
import io.weir.chaos.plan.Plan.Step;
import io.weir.standalone.refusal.UserError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Map<String, List<String>> FAILPOINTS =
      FailpointCatalogue.byService(
          List.of("command.after-commit", "reader.after-poll", "executor.after-report"));

  @Test
  void isFixedByItsSeed() {
    assertThat(Plan.of(60, 7, FAILPOINTS)).isEqualTo(Plan.of(60, 7, FAILPOINTS));
    assertThat(Plan.of(60, 7, FAILPOINTS)).isNotEqualTo(Plan.of(60, 8, FAILPOINTS));
  }

  @Test
  void hasAsManyKillsAsAskedForAndAtMostOneMore() {
    for (int kills : List.of(1, 2, 30, 499, 500)) {
      assertThat(Plan.of(kills, 1, FAILPOINTS).kills()).isBetween(kills, kills + 1);
    }
  }

  @Test
  void reachesEveryFailpointOfEveryServiceThatPassesIt() {
    assertThat(Plan.of(60, 1, FAILPOINTS).halts().stream().map(Fault.Halt::toString))
        .containsExactlyInAnyOrder(
            "command-service at command.after-commit",
            "command-service at reader.after-poll",
            "projection-service at reader.after-poll",
            "k8s-executor at executor.after-report");
  }

  @Test
  void killsEveryPartFromOutside() {
    Set<String> kinds =
        Plan.of(200, 1, FAILPOINTS).lanes().values().stream()
            .flatMap(List::stream)
            .map(step -> step.fault().kind())
            .collect(Collectors.toSet());

    assertThat(kinds)
        .contains(
            "database",
            "broker",
            "local-cluster",
            "gateway",
            "supervisor",
            "everything at once",
            "jobmanager of the job",
            "taskmanager of the job",
            "command-service frozen",
            "projection-service frozen",
            "k8s-executor frozen");
  }

  @Test
  void hurtsAServiceInItsOwnLaneOnly() {
    Map<Lane, List<Step>> lanes = Plan.of(200, 1, FAILPOINTS).lanes();

    assertThat(lanes.get(Lane.EXECUTOR))
        .allSatisfy(step -> assertThat(step.fault().toString()).startsWith("k8s-executor"));
    assertThat(lanes.get(Lane.PODS))
        .allSatisfy(step -> assertThat(step.fault()).isInstanceOf(Fault.KillPod.class));
  }

  /** Killed anew as soon as it is back, a service never gets to work: that is no fault of its. */
  @Test
  void givesEveryServiceALifeLongEnoughToWorkAfterEachThirdFault() {
    Map<Lane, List<Step>> lanes = Plan.of(200, 1, FAILPOINTS).lanes();

    for (Lane lane : List.of(Lane.COMMANDS, Lane.VIEWS, Lane.EXECUTOR)) {
      List<Step> steps = lanes.get(lane);
      assertThat(steps).hasSizeGreaterThan(3);
      for (int index = 0; index < steps.size(); index++) {
        long pause = steps.get(index).pause().toSeconds();
        if (index % 3 == 2) {
          assertThat(pause).isBetween(11L, 14L);
        } else {
          assertThat(pause).isZero();
        }
      }
    }
  }

  @Test
  void takesOnlyFailpointsOfAName() {
    assertThat(FailpointCatalogue.named("after-p", FAILPOINTS))
        .isEqualTo(
            Map.of(
                "command-service", List.of("reader.after-poll"),
                "projection-service", List.of("reader.after-poll")));
    assertThat(FailpointCatalogue.named("", FAILPOINTS)).isEqualTo(FAILPOINTS);
    assertThatThrownBy(() -> FailpointCatalogue.named("before-lunch", FAILPOINTS))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("before-lunch")
        .hasMessageContaining("executor.after-report");
  }

  @Test
  void asksWhoseANewAreaIs() {
    assertThatThrownBy(() -> FailpointCatalogue.byService(List.of("gateway.after-all")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("gateway.after-all")
        .hasMessageContaining("FailpointCatalogue");
  }
}
