/** A client of Weir's HTTP API, as any client. Invariant: it knows no class of the services. */
package io.weir.standalone.client;
