package io.weir.events.wire;

import io.weir.events.report.TransitionReport;
import java.util.List;

/** Reports to and from JSON bytes, by the wire table. */
public final class ReportCodec {
  private static final WireCodec<TransitionReport> CODEC =
      new WireCodec<>(
          "report", WireCodec.table(List.of(ReportType.values())), Upcasters.OF_REPORTS);

  private ReportCodec() {}

  /** The report as UTF-8 JSON of its current revision. */
  public static byte[] encode(TransitionReport report) {
    return WireJson.write(report);
  }

  /**
   * Reads a report of any released revision.
   *
   * @throws UndecodableException when the type or revision is unknown or the bytes do not fit
   */
  public static TransitionReport decode(String type, String revision, byte[] payload) {
    return CODEC.decode(type, revision, payload);
  }
}
