/**
 * Carries one request to a service and its answer back, byte by byte as they come. Depends on the
 * servlet API and the JDK's HTTP client. Invariant: what could not be carried whole is never passed
 * off as whole; a broken answer breaks the client's connection.
 */
package io.weir.gateway.proxy;
