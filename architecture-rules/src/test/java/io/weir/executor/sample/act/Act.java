package io.weir.executor.sample.act;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;

/** Obeys the rule: the one place that writes. */
public final class Act {
  /** Writes. */
  public Pod put(PodResource pod) {
    return pod.serverSideApply();
  }
}
