/**
 * What families of existing clients of the App Manager API do, request by request, each in a
 * namespace of its own: the acceptance run of a Weir. Knows a Weir by its address only. Invariant:
 * a flow uses no addition of Weir's own, unless its client would not notice.
 */
package io.weir.standalone.clients;
