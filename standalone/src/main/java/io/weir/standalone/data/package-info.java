/**
 * The data directory: who may use it, what it must look like, what is kept where. Invariant: it is
 * opened by one process at a time, and never by a version that does not know its layout.
 */
package io.weir.standalone.data;
