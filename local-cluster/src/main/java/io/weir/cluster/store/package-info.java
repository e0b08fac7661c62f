/**
 * What the cluster knows, durably: objects by key, one version counter for all of them, and the
 * recent past.
 *
 * <p>Every write is one line in an append-only journal, on the disk before it is acknowledged or
 * seen by any reader. Invariants: versions are contiguous (each write takes the next number); a
 * killed process loses no acknowledged write; half of a write is never seen. Knows JSON trees and
 * files, nothing of HTTP or of Kubernetes rules.
 */
package io.weir.cluster.store;
