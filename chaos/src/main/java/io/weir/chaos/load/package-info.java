/**
 * What goes on meanwhile: commands, a job that moves, situations that are rare. Invariant: only
 * what a client of the API, an operator of the database or a bystander can do.
 */
package io.weir.chaos.load;
