/**
 * JUnit 5 extensions: one real broker and one real PostgreSQL per test JVM, shared by all test
 * classes, stopped when the JVM's tests end.
 *
 * <p>A test gets a topic or a database of its own, so that classes do not see each other; a test
 * that crashes a server starts it again before it ends.
 */
package io.weir.embedded.junit;
