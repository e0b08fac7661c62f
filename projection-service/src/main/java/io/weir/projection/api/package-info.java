/**
 * The query API over HTTP: the App Manager's resources, the audit trail, and what operators need.
 *
 * <p>Depends on the views' queries and on app-manager-api. Invariant: nothing here writes to the
 * read models, and each request looks at one moment of them.
 */
package io.weir.projection.api;
