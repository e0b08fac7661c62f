/**
 * Processes of this machine: how a part is started, told apart from others, watched and stopped.
 * Knows nothing of what the parts do. Invariant: only a process whose id <em>and</em> start time
 * are on record is ever ended; an id alone may have been given to somebody else's process.
 */
package io.weir.standalone.process;
