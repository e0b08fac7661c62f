package io.weir.cluster.api;

import java.io.InputStream;
import java.util.Optional;

/** Where the API server gets the output of containers from: the kubelet. */
public interface PodLogs {
  /** Knows no log: for an API server without a kubelet. */
  PodLogs NONE = (namespace, pod, container, options) -> Optional.empty();

  /**
   * Opens the log of a container. With {@link LogOptions#follow()} the stream waits for more output
   * at its end until the container has ended; the reader may close it at any time.
   *
   * @return empty if there is no such log (yet)
   */
  Optional<InputStream> open(String namespace, String pod, String container, LogOptions options);
}
