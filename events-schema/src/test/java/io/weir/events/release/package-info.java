/** The gate on compatibility: what was released stays readable and unchanged. */
package io.weir.events.release;
