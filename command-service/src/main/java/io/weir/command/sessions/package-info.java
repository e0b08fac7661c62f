/**
 * Session clusters: Flink clusters that run the jobs of several deployments. A plain kind with a
 * life of its own: what follows from a user's word is {@code SessionDecider}'s, what follows from
 * what was seen is {@code SessionReportDecider}'s; the whole table is
 * docs/transitions/session-cluster.md.
 *
 * <p>Depends on {@code plain}, {@code decide}, {@code deployment} for the platform's settings, and
 * {@code app-manager-api}; pure. Invariant: at most one incarnation is there, and none is stopped
 * by a user while a deployment has a job on it (docs/adr/070).
 */
package io.weir.command.sessions;
