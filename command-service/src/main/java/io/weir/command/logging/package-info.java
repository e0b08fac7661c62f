/**
 * Templates of log configurations: from a template and the loggers of a deployment to the text of a
 * log4j2 configuration file.
 *
 * <p>Depends on the template engine only. Invariant: pure; what a template may do is bounded, so
 * that one that a user sends can neither read anything nor take more than a moment and some memory.
 */
package io.weir.command.logging;
