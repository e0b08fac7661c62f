/**
 * The controllers: Deployment, ReplicaSet, Job, Endpoints, Namespace and the garbage collector.
 *
 * <p>Each has a pure {@code …Decider} (from what is wanted and what is there to actions and a
 * status) and a {@code …Controller} that reads, asks it and acts. Watches only say where to look;
 * what a controller decides on it has read itself, fresh, so there are no stale caches and no
 * memory to lose. Speaks to the API server through its client only; knows no kubelet.
 */
package io.weir.cluster.controller;
