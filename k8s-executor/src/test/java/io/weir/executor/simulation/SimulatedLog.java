package io.weir.executor.simulation;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.RecordedEvent;
import io.weir.events.wire.SentReport;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.report.ReportNotSentException;
import io.weir.executor.deployment.report.Reports;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import io.weir.executor.testing.PlayedCommandSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Both topics and the command side between them: late, repeating, sometimes not there. */
final class SimulatedLog implements Reports {
  private final Faults faults;
  private final List<RecordedEvent> events = new ArrayList<>();
  private final List<SentReport> underWay = new ArrayList<>();
  private final Map<UUID, Class<?>> kinds = new HashMap<>();
  private Desired state = Desired.empty(Intents.DEPLOYMENT);

  SimulatedLog(Faults faults) {
    this.faults = faults;
  }

  void append(List<? extends DeploymentEvent> appended) {
    for (DeploymentEvent event : appended) {
      RecordedEvent recorded =
          new RecordedEvent(LogTopics.metadata(Intents.DEPLOYMENT, events.size()), event);
      events.add(recorded);
      state = state.evolve(recorded.metadata(), event);
    }
  }

  /** Some reports arrive, some later, some twice. */
  void tick(Instant now) {
    for (SentReport sent : List.copyOf(underWay)) {
      if (faults.oneIn(2)) return;
      if (!faults.oneIn(6)) underWay.remove(sent);
      TransitionReport report = sent.report();
      append(PlayedCommandSide.answer(state, report, now));
    }
  }

  @Override
  public void send(SentReport report) {
    faults.maybeCrash();
    if (faults.oneIn(10)) throw new ReportNotSentException("lost", null);
    Class<?> before = kinds.put(report.metadata().reportId(), report.report().getClass());
    if (before != null && before != report.report().getClass())
      throw new AssertionError(
          "Expected one fact per report id, but %s is %s and %s"
              .formatted(report.metadata().reportId(), before, report.report().getClass()));
    underWay.add(report);
    if (faults.oneIn(10)) throw new ReportNotSentException("lost acknowledgement", null);
    faults.maybeCrash();
  }

  Desired state() {
    return state;
  }

  List<String> names() {
    return events.stream().map(each -> each.event().getClass().getSimpleName()).toList();
  }

  List<RecordedEvent> events() {
    return List.copyOf(events);
  }
}
