/**
 * {@code docker-compose.yml}: its rules, and its services started as it says, without containers.
 */
package io.weir.standalone.compose;
