package io.weir.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicaSetDeciderTest {

  @Test
  void createsWhatIsMissing() {
    var decision = ReplicaSetDecider.decide(set(3, 0), List.of(Pods.running("a", true)), Pods.NOW);
    assertThat(decision.create()).isEqualTo(2);
    assertThat(decision.delete()).isEmpty();
    assertThat(decision.status().getReplicas()).isOne();
    assertThat(decision.status().getReadyReplicas()).isOne();
    assertThat(decision.status().getAvailableReplicas()).isOne();
  }

  @Test
  void doesNotCountPodsThatEndOrHaveEnded() {
    var decision =
        ReplicaSetDecider.decide(
            set(1, 0),
            List.of(Pods.deleting(Pods.running("a", true)), Pods.failed("b"), Pods.succeeded("c")),
            Pods.NOW);
    assertThat(decision.create()).isOne();
    assertThat(decision.status().getReplicas()).isZero();
  }

  @Test
  void deletesWhatDoesTheLeast() {
    Pod ready = Pods.running("a-ready", true);
    Pod notReady = Pods.running("b-not-ready", false);
    Pod pending = Pods.pending("c-pending");
    var decision = ReplicaSetDecider.decide(set(1, 0), List.of(ready, notReady, pending), Pods.NOW);
    assertThat(decision.delete()).containsExactly(pending, notReady);
  }

  @Test
  void waitsUntilAReadyPodIsAvailable() {
    var decision = ReplicaSetDecider.decide(set(1, 60), List.of(Pods.running("a", true)), Pods.NOW);
    assertThat(decision.status().getReadyReplicas()).isOne();
    assertThat(decision.status().getAvailableReplicas()).isZero();
    assertThat(decision.lookAgainIn()).contains(Duration.ofSeconds(50));
  }

  @Test
  void createsNothingForASetThatIsBeingDeleted() {
    ReplicaSet set = set(3, 0);
    set.getMetadata().setDeletionTimestamp(Pods.NOW.toString());
    assertThat(ReplicaSetDecider.decide(set, List.of(), Pods.NOW).create()).isZero();
  }

  private static ReplicaSet set(int replicas, int minReady) {
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName("set")
        .withGeneration(4L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withMinReadySeconds(minReady)
        .endSpec()
        .build();
  }
}
