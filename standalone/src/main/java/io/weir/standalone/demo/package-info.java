/**
 * The demo deployment: a word counter that goes on counting over restarts. Invariant: everything
 * happens through the HTTP API.
 */
package io.weir.standalone.demo;
