package io.weir.cluster.api;

/**
 * What a path names.
 *
 * @param namespace empty for kinds without, and for all namespaces
 * @param name empty for the whole collection
 * @param subresource empty for the object itself
 */
record Target(ResourceType type, String namespace, String name, String subresource) {}
