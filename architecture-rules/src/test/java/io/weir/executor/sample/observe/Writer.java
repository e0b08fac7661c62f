package io.weir.executor.sample.observe;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;

/** Breaks the rule: an observer that writes. */
public final class Writer {
  /** Writes. */
  public Pod put(PodResource pod) {
    return pod.serverSideApply();
  }

  /** Reads, which is allowed. */
  public Pod get(PodResource pod) {
    return pod.get();
  }
}
