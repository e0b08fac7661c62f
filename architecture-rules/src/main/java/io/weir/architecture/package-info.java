/**
 * The house's rules about the shape of the code, as ArchUnit rules that every module's tests run.
 *
 * <p>Used in tests only. Invariant: each rule says where to put the code instead, and has a test
 * that shows it failing.
 */
package io.weir.architecture;
