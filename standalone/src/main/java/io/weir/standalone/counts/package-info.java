/**
 * What the example job, which counts words, has committed to files, for whoever checks a Weir by
 * it: the end-to-end tests and the kills. Invariant: reads files and knows nothing of a Weir.
 */
package io.weir.standalone.counts;
