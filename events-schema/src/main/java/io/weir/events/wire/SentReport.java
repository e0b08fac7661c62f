package io.weir.events.wire;

import io.weir.events.report.TransitionReport;

/**
 * A report as {@code weir.transitions} holds it.
 *
 * @param metadata where it comes from
 * @param report the fact
 */
public record SentReport(ReportMetadata metadata, TransitionReport report) {}
