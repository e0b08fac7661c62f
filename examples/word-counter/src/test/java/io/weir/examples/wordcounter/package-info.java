/** Runs the job in the test's own JVM. */
package io.weir.examples.wordcounter;
