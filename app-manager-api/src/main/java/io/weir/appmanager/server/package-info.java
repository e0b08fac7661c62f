/**
 * What the HTTP server itself refuses, before any of our code is asked, in the form of every other
 * problem. Invariant: no page of the server's own reaches a client.
 */
package io.weir.appmanager.server;
