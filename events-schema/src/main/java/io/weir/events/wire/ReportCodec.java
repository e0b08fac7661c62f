package io.weir.events.wire;

import io.weir.events.report.TransitionReport;
import tools.jackson.core.JacksonException;

/** Reports to and from JSON bytes, by the wire table. */
public final class ReportCodec {
  private ReportCodec() {}

  /** The report as UTF-8 JSON of its current revision. */
  public static byte[] encode(TransitionReport report) {
    return WireJson.write(report);
  }

  /**
   * Reads a report.
   *
   * @throws UndecodableException when the type or revision is unknown or the bytes do not fit
   */
  public static TransitionReport decode(String type, String revision, byte[] payload) {
    ReportType known =
        ReportType.named(type)
            .orElseThrow(
                () ->
                    new UndecodableException(
                        "Expected a known report type, but got '" + type + "'"));
    if (!known.revision().equals(revision))
      throw new UndecodableException(
          "Expected revision " + known.revision() + " of " + type + ", but got '" + revision + "'");
    try {
      return WireJson.mapper().readValue(payload, known.javaType());
    } catch (JacksonException e) {
      throw new UndecodableException(
          "Expected to read " + type + " revision " + revision + ", but " + e.getOriginalMessage(),
          e);
    }
  }
}
