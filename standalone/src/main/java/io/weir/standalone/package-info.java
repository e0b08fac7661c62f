/**
 * Everything on one machine with one command: starts broker, database, local cluster and services
 * as child processes, watches them, deploys a demo. Wiring, no logic of the control plane's own:
 * what it does to deployments it does through the HTTP API, as any client.
 *
 * <p>Invariant: whatever kills this process, its children end with it or are found by the next
 * start; a data directory is used by one process at a time.
 */
package io.weir.standalone;
