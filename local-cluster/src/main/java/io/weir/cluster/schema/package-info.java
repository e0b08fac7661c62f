/**
 * What the kinds look like: their fields, types, and how their lists and maps merge.
 *
 * <p>Fields and types come from the Kubernetes client's model classes; how lists merge is a table
 * of ours, since the classes do not say. Pure functions of trees. Invariant: a decoded object has
 * only fields that its kind has, each of the right type.
 */
package io.weir.cluster.schema;
