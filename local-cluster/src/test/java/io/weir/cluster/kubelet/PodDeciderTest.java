package io.weir.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.weir.cluster.kubelet.PodRuntime.ContainerRuntime;
import io.weir.cluster.kubelet.PodRuntime.ProbeResults;
import io.weir.cluster.kubelet.PodRuntime.Problem;
import io.weir.cluster.kubelet.PodRuntime.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodDeciderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(3600);
  private static final KubeletPolicy POLICY = KubeletPolicy.standard();
  private static final ProbeResults FINE = new ProbeResults(true, true, Optional.empty());

  @Test
  void bindsAPodFirst() {
    Pod pod = pod("Always");
    pod.getSpec().setNodeName(null);
    assertThat(decide(pod, nothingYet()).actions()).containsExactly(new PodAction.Bind());
  }

  @Test
  void thenGivesItAnAddress() {
    assertThat(decide(pod("Always"), nothingYet()).actions())
        .containsExactly(new PodAction.PrepareSandbox());
  }

  @Test
  void runsInitContainersOneByOneAndTheOthersTogether() {
    assertThat(decide(pod("Always"), runtime(Map.of())).actions())
        .containsExactly(new PodAction.StartContainer("init", 0, 0));
    assertThat(decide(pod("Always"), runtime(Map.of("init", running(0)))).actions()).isEmpty();
    assertThat(decide(pod("Always"), runtime(Map.of("init", exited(0, 0)))).actions())
        .containsExactly(
            new PodAction.StartContainer("main", 0, 0), new PodAction.StartContainer("side", 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "Always, 0, true",
    "Always, 1, true",
    "OnFailure, 0, false",
    "OnFailure, 137, true",
    "Never, 0, false",
    "Never, 1, false"
  })
  void restartsByThePolicyTheFirstTimeAtOnce(String policy, int code, boolean restarts) {
    PodDecision decision =
        decide(
            pod(policy),
            runtime(Map.of("init", exited(0, 0), "main", exited(code, 0), "side", running(0))));
    if (restarts) {
      assertThat(decision.actions()).containsExactly(new PodAction.StartContainer("main", 1, 1));
    } else {
      assertThat(decision.actions()).isEmpty();
    }
  }

  @Test
  void waitsLongerBeforeEachFurtherRestart() {
    PodDecision decision =
        decide(
            pod("Always"),
            runtime(Map.of("init", exited(0, 0), "main", exited(1, 2), "side", running(0))));
    assertThat(decision.actions()).isEmpty();
    assertThat(decision.waiting().get("main").reason()).isEqualTo("CrashLoopBackOff");
    assertThat(decision.waiting().get("main").message()).startsWith("back-off 20s restarting");
    assertThat(decision.lookAgainIn()).contains(Duration.ofSeconds(19));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 10", "3, 20", "6, 160", "7, 300", "60, 300"})
  void doublesTheWaitUpToFiveMinutes(int streak, int seconds) {
    assertThat(POLICY.delay(streak)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void forgetsTheStreakAfterALongRun() {
    assertThat(POLICY.nextStreak(5, Duration.ofMinutes(10))).isOne();
    assertThat(POLICY.nextStreak(5, Duration.ofMinutes(9))).isEqualTo(6);
  }

  @Test
  void doesNothingMoreForAPodThatIsOver() {
    assertThat(decide(pod("Never"), runtime(Map.of("init", exited(3, 0)))).actions())
        .as("its init container failed for good")
        .isEmpty();
    assertThat(
            decide(
                    pod("OnFailure"),
                    runtime(
                        Map.of("init", exited(0, 0), "main", exited(0, 0), "side", exited(0, 0))))
                .actions())
        .isEmpty();
  }

  @Test
  void asksAContainerThatFailsItsProbeToEndThenEndsIt() {
    ProbeResults failing = new ProbeResults(true, true, Optional.of("failed liveness probe: x"));
    Run asked =
        new Run(0, 0, LONG_AGO, Optional.of(NOW.minusSeconds(1)), Optional.empty(), failing);
    Run unasked = new Run(0, 0, LONG_AGO, Optional.empty(), Optional.empty(), failing);
    Run overdue =
        new Run(0, 0, LONG_AGO, Optional.of(NOW.minusSeconds(30)), Optional.empty(), failing);
    assertThat(decide(pod("Always"), main(unasked)).actions())
        .containsExactly(new PodAction.Terminate("main", 0, "failed liveness probe: x"));
    assertThat(decide(pod("Always"), main(asked)).actions()).isEmpty();
    assertThat(decide(pod("Always"), main(asked)).lookAgainIn()).contains(Duration.ofSeconds(29));
    assertThat(decide(pod("Always"), main(overdue)).actions())
        .containsExactly(new PodAction.Kill("main", 0));
  }

  @Test
  void endsADeletedPodWithinItsGraceAndThenRemovesIt() {
    Pod pod = deleted(pod("Always"), 5L);
    Run asked = new Run(0, 0, LONG_AGO, Optional.of(NOW.minusSeconds(5)), Optional.empty(), FINE);
    assertThat(decide(pod, runtime(Map.of("main", running(0)))).actions())
        .containsExactly(new PodAction.Terminate("main", 0, "pod is being deleted"));
    assertThat(
            decide(pod, runtime(Map.of("main", new ContainerRuntime(asked, Optional.empty()))))
                .actions())
        .containsExactly(new PodAction.Kill("main", 0));
    assertThat(decide(pod, runtime(Map.of("main", exited(143, 0)))).actions())
        .containsExactly(new PodAction.Remove());
    assertThat(decide(deleted(pod("Always"), 5L), nothingYet()).actions())
        .containsExactly(new PodAction.Remove());
  }

  @Test
  void triesAgainAfterAWhileWhatCouldNotStart() {
    Problem fresh = new Problem("init", "ErrImagePull", "no such image", NOW);
    PodDecision waits =
        decide(
            pod("Always"), new PodRuntime(Optional.of("127.1.1.1"), Optional.of(fresh), Map.of()));
    assertThat(waits.actions()).isEmpty();
    assertThat(waits.waiting().get("init").reason()).isEqualTo("ErrImagePull");
    assertThat(waits.lookAgainIn()).contains(POLICY.problemRetry());

    Problem old = new Problem("init", "ErrImagePull", "no such image", LONG_AGO);
    assertThat(
            decide(
                    pod("Always"),
                    new PodRuntime(Optional.of("127.1.1.1"), Optional.of(old), Map.of()))
                .actions())
        .containsExactly(new PodAction.StartContainer("init", 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "Always, , , Pending",
    "Always, 0, , Pending",
    "Always, 0, run, Running",
    "Always, 0, 0, Running",
    "Always, 1, , Pending",
    "Never, 1, , Failed",
    "Never, 0, 0, Succeeded",
    "Never, 0, 9, Failed",
    "OnFailure, 0, 9, Running",
    "OnFailure, 0, 0, Succeeded"
  })
  void namesThePhase(String policy, Integer init, String main, String phase) {
    Map<String, ContainerRuntime> containers = new HashMap<>();
    if (init != null) {
      containers.put("init", exited(init, 0));
    }
    if (main != null) {
      ContainerRuntime state = main.equals("run") ? running(0) : exited(Integer.parseInt(main), 0);
      containers.put("main", state);
      containers.put("side", state);
    }
    assertThat(PodPhase.of(pod(policy), runtime(containers)).text).isEqualTo(phase);
  }

  private static PodDecision decide(Pod pod, PodRuntime runtime) {
    return PodDecider.decide(pod, runtime, NOW, POLICY);
  }

  private static PodRuntime nothingYet() {
    return new PodRuntime(Optional.empty(), Optional.empty(), Map.of());
  }

  private static PodRuntime runtime(Map<String, ContainerRuntime> containers) {
    return new PodRuntime(Optional.of("127.1.1.1"), Optional.empty(), containers);
  }

  private static PodRuntime main(Run run) {
    return runtime(
        Map.of(
            "init", exited(0, 0),
            "main", new ContainerRuntime(run, Optional.empty()),
            "side", running(0)));
  }

  private static ContainerRuntime running(int number) {
    return new ContainerRuntime(
        new Run(number, number, LONG_AGO, Optional.empty(), Optional.empty(), FINE),
        Optional.empty());
  }

  /** A container that ran for a minute and ended a second ago. */
  private static ContainerRuntime exited(int code, int streak) {
    return new ContainerRuntime(
        new Run(
            streak,
            streak,
            NOW.minusSeconds(61),
            Optional.empty(),
            Optional.of(new Exit(code, NOW.minusSeconds(1), "")),
            FINE),
        Optional.empty());
  }

  private static Pod deleted(Pod pod, long grace) {
    pod.getMetadata().setDeletionTimestamp(NOW.toString());
    pod.getMetadata().setDeletionGracePeriodSeconds(grace);
    return pod;
  }

  private static Pod pod(String restartPolicy) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("demo")
        .withName("pod")
        .withUid("uid")
        .endMetadata()
        .withNewSpec()
        .withNodeName(Kubelet.NODE)
        .withRestartPolicy(restartPolicy)
        .addNewInitContainer()
        .withName("init")
        .endInitContainer()
        .addNewContainer()
        .withName("main")
        .endContainer()
        .addNewContainer()
        .withName("side")
        .endContainer()
        .endSpec()
        .build();
  }
}
