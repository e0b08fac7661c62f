/**
 * Goal G2: how fast the relay carries the store to the topic, beside a floor that reads a cursor
 * and sends without any promise of order across failures.
 */
package io.weir.benchmarks.relay;
