package io.weir.projection.rebuild;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebuilds and verifications that operators ask for. */
public final class Rebuilds {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

  private final Rebuild rebuild;
  private final Runnable afterSwap;
  private Thread running;

  /**
   * @param afterSwap called when clients see another generation
   */
  public Rebuilds(Rebuild rebuild, Runnable afterSwap) {
    this.rebuild = rebuild;
    this.afterSwap = afterSwap;
  }

  /** How the last one stands. */
  public RebuildReport report() {
    return rebuild.report();
  }

  /**
   * Begins a rebuild in the background.
   *
   * @throws RebuildRunningException when this process has one under way
   */
  public synchronized void begin() {
    if (running != null && running.isAlive()) throw new RebuildRunningException();
    running =
        Thread.ofPlatform()
            .name("weir-rebuild")
            .daemon()
            .start(
                () -> {
                  try {
                    LOG.info("{}", ReportText.of(rebuildNow()));
                  } catch (SQLException | RuntimeException failure) {
                    LOG.error("The rebuild ended; clients see what they saw before.", failure);
                  }
                });
  }

  /** Rebuilds and swaps; returns when done. */
  public RebuildReport rebuildNow() throws SQLException {
    RebuildReport report = rebuild.run(true);
    afterSwap.run();
    return report;
  }

  /** Builds beside the live models, compares, and drops what was built; returns when done. */
  public RebuildReport verify() throws SQLException {
    return rebuild.run(false);
  }
}
