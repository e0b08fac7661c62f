package io.weir.cluster.controller;

import static io.weir.cluster.controller.GarbageDecider.OwnerState.GONE;
import static io.weir.cluster.controller.GarbageDecider.OwnerState.PRESENT;
import static io.weir.cluster.controller.GarbageDecider.OwnerState.WAITING_FOR_DEPENDENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.weir.cluster.controller.GarbageDecider.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GarbageDeciderTest {

  @Test
  void keepsWhatHasNoOwnerOrOneThatIsThere() {
    assertThat(GarbageDecider.decide(object(), List.of(), List.of())).isEqualTo(Verdict.KEEP);
    assertThat(GarbageDecider.decide(object(), List.of(GONE, PRESENT), List.of()))
        .isEqualTo(Verdict.KEEP);
  }

  @Test
  void deletesWhatLostAllItsOwners() {
    assertThat(GarbageDecider.decide(object(), List.of(GONE, GONE), List.of()))
        .isEqualTo(Verdict.DELETE);
  }

  @Test
  void deletesForAWaitingOwnerFromTheLeavesUp() {
    assertThat(GarbageDecider.decide(object(), List.of(WAITING_FOR_DEPENDENTS), List.of()))
        .isEqualTo(Verdict.DELETE);
    assertThat(
            GarbageDecider.decide(
                object(), List.of(WAITING_FOR_DEPENDENTS), List.of(dependent(true))))
        .isEqualTo(Verdict.DELETE_FOREGROUND);
  }

  @Test
  void releasesAnOwnerWhenNothingBlocksIt() {
    ObjectMeta owner = deleting("foregroundDeletion");
    assertThat(GarbageDecider.decide(owner, List.of(), List.of(dependent(true))))
        .isEqualTo(Verdict.KEEP);
    assertThat(GarbageDecider.decide(owner, List.of(), List.of(dependent(false))))
        .isEqualTo(Verdict.RELEASE);
    assertThat(GarbageDecider.decide(owner, List.of(), List.of())).isEqualTo(Verdict.RELEASE);
  }

  @Test
  void orphansWhereAsked() {
    assertThat(GarbageDecider.decide(deleting("orphan"), List.of(), List.of(dependent(true))))
        .isEqualTo(Verdict.ORPHAN_DEPENDENTS);
  }

  @Test
  void leavesFinalizersOfOthersAlone() {
    assertThat(GarbageDecider.decide(deleting("someone.else/x"), List.of(GONE), List.of()))
        .isEqualTo(Verdict.KEEP);
  }

  private static ObjectMeta object() {
    return new ObjectMetaBuilder().withUid("me").build();
  }

  private static ObjectMeta deleting(String finalizer) {
    return new ObjectMetaBuilder(object())
        .withDeletionTimestamp(Pods.NOW.toString())
        .withFinalizers(finalizer)
        .build();
  }

  private static GenericKubernetesResource dependent(boolean blocks) {
    GenericKubernetesResource dependent = new GenericKubernetesResource();
    dependent.setMetadata(
        new ObjectMetaBuilder()
            .withUid("child")
            .addNewOwnerReference()
            .withUid("me")
            .withBlockOwnerDeletion(blocks)
            .endOwnerReference()
            .build());
    return dependent;
  }
}
