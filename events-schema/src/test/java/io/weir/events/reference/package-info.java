/**
 * What is written from the records and their documentation: JSON Schemas, the event reference and
 * the AsyncAPI document. Runs in the tests, which fail when a written file is stale.
 */
package io.weir.events.reference;
