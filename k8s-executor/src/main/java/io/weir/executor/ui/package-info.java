/**
 * A job's own Flink web UI, read-only, through Weir: {@code
 * /flink-ui/namespaces/{namespace}/jobs/{jobId}/}. Which calls go through is a list ({@link
 * io.weir.executor.ui.UiCall}), where they go follows from the log, and what comes back runs in no
 * origin of Weir's (docs/adr/082).
 */
package io.weir.executor.ui;
