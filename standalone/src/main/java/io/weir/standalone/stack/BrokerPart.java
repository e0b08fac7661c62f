package io.weir.standalone.stack;

import io.weir.embedded.BrokerSettings;
import io.weir.embedded.CannotStartException;
import io.weir.embedded.EmbeddedBroker;
import io.weir.standalone.process.Part;
import io.weir.standalone.process.PartFailedException;
import io.weir.standalone.process.PidFiles;
import io.weir.standalone.process.ProcessIdentity;
import java.util.OptionalLong;

/** The embedded Kafka broker as a part. */
final class BrokerPart implements Part {
  static final String NAME = "broker";

  private final BrokerSettings settings;
  private final PidFiles pidFiles;
  private volatile EmbeddedBroker broker;

  BrokerPart(BrokerSettings settings, PidFiles pidFiles) {
    this.settings = settings;
    this.pidFiles = pidFiles;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    try {
      if (broker == null) {
        broker = EmbeddedBroker.start(settings);
      } else {
        broker.restart();
      }
    } catch (CannotStartException refused) {
      throw new PartFailedException(refused.getMessage(), refused);
    }
    ProcessHandle.of(broker.pid())
        .flatMap(ProcessIdentity::of)
        .ifPresent(identity -> pidFiles.write(NAME, identity));
  }

  @Override
  public String awaitEnd() throws InterruptedException {
    Processes.awaitEnd(pid());
    return Processes.ENDED
        + broker
            .crashReport()
            .map(report -> "; what the JVM says of its crash is in " + report)
            .orElse("");
  }

  @Override
  public OptionalLong pid() {
    EmbeddedBroker current = broker;
    return current != null && current.isAlive()
        ? OptionalLong.of(current.pid())
        : OptionalLong.empty();
  }

  @Override
  public void kill() {
    if (broker != null) {
      broker.kill9();
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
      pidFiles.forget(NAME);
    }
  }
}
