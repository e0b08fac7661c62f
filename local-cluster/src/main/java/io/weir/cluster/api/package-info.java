/**
 * The Kubernetes API over HTTP: discovery, resources and their verbs, watches, tables, and the
 * rules that hold for each kind.
 *
 * <p>A request goes: {@link io.weir.cluster.api.ApiServer} accepts, {@code Router} finds the
 * resource and the verb, {@code Reads}, {@code Writes}, {@code Deletes} or {@code Watches} serve
 * it. Invariant: clients see what a real API server would show them; where the two differ, the
 * module's README says so. May use the store, the schema and the patches; knows no controller and
 * no kubelet.
 */
package io.weir.cluster.api;
