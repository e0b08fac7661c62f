/** Counting, and the end of a campaign as text. */
package io.weir.chaos.report;
