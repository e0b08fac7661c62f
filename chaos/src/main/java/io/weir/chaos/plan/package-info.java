/**
 * What is done to Weir, in which order: values, fixed by a seed. Pure, except for reading which
 * failpoints the built services have.
 */
package io.weir.chaos.plan;
