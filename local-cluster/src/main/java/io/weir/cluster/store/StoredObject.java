package io.weir.cluster.store;

import tools.jackson.databind.node.ObjectNode;

/**
 * One version of one object.
 *
 * @param version the write that made it; also in the tree as {@code metadata.resourceVersion}
 * @param tree never to be changed: copy it first
 */
public record StoredObject(Key key, long version, ObjectNode tree) {}
