/**
 * The patch languages: JSON patch (RFC 6902), JSON merge patch (RFC 7386), and Kubernetes'
 * strategic merge patch.
 *
 * <p>Each is a pure function of a document and a patch. Invariant: the given document and patch are
 * not changed. Server-side apply is no patch language but a question of ownership: see {@code
 * io.weir.cluster.apply}.
 */
package io.weir.cluster.patch;
