/**
 * The one origin of clients: takes every request, sends it to the service that answers it, and
 * hands the answer back as it came. Invariant: it adds no meaning; what a client gets through it is
 * what the service said, and when no service could say anything, a problem that says so.
 */
package io.weir.gateway;
