/**
 * What keeps secrets secret: values that print as nothing, keys from files, AES-256-GCM, tokens.
 *
 * <p>Depends on the JDK only. Invariant: nothing here writes a secret into a text, a log or a
 * message; what is sealed opens only under the name and version that it was sealed for.
 */
package io.weir.command.seal;
