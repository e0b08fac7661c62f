/**
 * Objects as JSON trees: parsing, printing, reading a path, equality by value.
 *
 * <p>Everything the API server keeps is a Jackson tree, because a client may send any field and
 * must get it back. Invariant: a tree that has been stored is never changed; who wants to change
 * one copies it first. Depends on Jackson only.
 */
package io.weir.cluster.json;
