/**
 * Is what a service answers what {@code api/openapi.yaml} says it may answer? For tests only. Knows
 * no service: requests and answers are values here. The one invariant: an answer that the
 * description does not allow is a fault, whoever asked for it and why.
 */
package io.weir.apirules;
