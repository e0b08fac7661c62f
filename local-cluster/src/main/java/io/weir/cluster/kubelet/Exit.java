package io.weir.cluster.kubelet;

import java.time.Instant;

/**
 * How a run ended.
 *
 * @param code as a shell reports it: 128 + n after signal n; 255 when nobody saw the end
 * @param message the process's own last words, may be empty
 */
record Exit(int code, Instant at, String message) {
  boolean succeeded() {
    return code == 0;
  }
}
