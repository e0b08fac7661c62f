/** The service's wiring, settings and meters; nothing else depends on it. */
package io.weir.projection.infra;
