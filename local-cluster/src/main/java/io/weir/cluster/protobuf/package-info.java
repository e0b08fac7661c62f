/**
 * Reads objects that clients send in Kubernetes' protobuf encoding as JSON trees.
 *
 * <p>kubectl and typed Go clients write so; answers are always JSON, which they all accept.
 * Invariant: what comes out is what the same client would have sent as JSON, but for fields that
 * the messages are too old to know: those are reported, never dropped in silence.
 */
package io.weir.cluster.protobuf;
