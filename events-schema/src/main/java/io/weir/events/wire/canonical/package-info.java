/**
 * JSON of records read and written without the mapper, where it has exactly the form in which the
 * mapper writes it: no space, properties in its order, nothing that is not known.
 *
 * <p>Depends on the JDK, and on the mapper to ask for its order of properties. Invariant: it gives
 * what the mapper gives, or nothing; so whatever is unusual or wrong is the mapper's to read, to
 * write or to refuse.
 */
package io.weir.events.wire.canonical;
