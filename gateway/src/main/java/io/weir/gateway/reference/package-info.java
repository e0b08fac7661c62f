/**
 * The description of the API ({@code api/openapi.yaml}) as clients and people read it.
 *
 * <p>Depends on app-manager-api only. Invariant: pure but for reading the file from the class path.
 */
package io.weir.gateway.reference;
