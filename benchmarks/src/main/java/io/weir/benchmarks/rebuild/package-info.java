/**
 * Goal G3: how fast the log becomes read models again, beside a floor that copies the log's bytes
 * into one table.
 */
package io.weir.benchmarks.rebuild;
