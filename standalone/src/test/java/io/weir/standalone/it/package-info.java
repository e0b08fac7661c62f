/**
 * End-to-end tests: the whole of Weir in child processes, with real Flink jobs, driven over HTTP as
 * any client does. Invariant: nothing in here looks into a service; what is asserted is what a user
 * can see, the log's topic, and what the job wrote.
 */
package io.weir.standalone.it;
