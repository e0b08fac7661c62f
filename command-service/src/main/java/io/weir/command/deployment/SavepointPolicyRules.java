package io.weir.command.deployment;

import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.SavepointRetention;
import io.weir.events.spec.SavepointSchedule;
import java.util.Map;

/** What a savepoint policy must obey. */
final class SavepointPolicyRules {
  private static final String AT = "/spec/savepointPolicy";

  private final SpecFaults faults;

  private SavepointPolicyRules(SpecFaults faults) {
    this.faults = faults;
  }

  /** Adds every fault of the spec's policy; none when it has none. */
  static void check(DeploymentSpec spec, PlatformSettings settings, SpecFaults faults) {
    SavepointPolicyRules rules = new SavepointPolicyRules(faults);
    spec.savepointPolicy()
        .ifPresent(
            policy -> {
              policy.schedule().ifPresent(rules::schedule);
              policy.schedule().ifPresent(schedule -> rules.place(spec, settings));
              policy.retention().ifPresent(rules::retention);
            });
  }

  /** The savepoints of a schedule must have somewhere to go. */
  private void place(DeploymentSpec spec, PlatformSettings settings) {
    Map<String, String> user = spec.template().spec().flinkConfiguration();
    boolean somewhere =
        settings.storageBase().isPresent()
            || user.containsKey("state.savepoints.dir")
            || user.containsKey("execution.checkpointing.savepoint-dir");
    if (!somewhere)
      fault(
          "/schedule",
          "nobody said where savepoints go: set state.savepoints.dir in"
              + " spec.template.spec.flinkConfiguration, or give the platform a storage"
              + " (weir.storage.base)");
  }

  private void schedule(SavepointSchedule schedule) {
    try {
      Timetable.of(schedule);
    } catch (IllegalArgumentException e) {
      fault("/schedule" + field(schedule), e.getMessage());
    }
  }

  private static String field(SavepointSchedule schedule) {
    if (schedule.interval().isPresent() == schedule.cron().isPresent()) return "";
    return schedule.cron().isPresent() ? "/cron" : "/interval";
  }

  private void retention(SavepointRetention retention) {
    if (retention.maxCount().isEmpty()
        && retention.maxAge().isEmpty()
        && retention.afterDeletion().isEmpty())
      fault("/retention", "expected maxCount, maxAge, afterDeletion or several of them");
    if (retention.maxCount().filter(count -> count < 1).isPresent())
      fault("/retention/maxCount", "expected at least 1");
    retention.maxAge().ifPresent(age -> duration("/retention/maxAge", age));
    retention.afterDeletion().ifPresent(kept -> duration("/retention/afterDeletion", kept));
  }

  private void duration(String pointer, String text) {
    if (Expiration.parse(text).isEmpty())
      fault(
          pointer,
          "expected a duration such as 30d or PT720H, at most " + Expiration.LONGEST_DAYS + "d");
  }

  private void fault(String pointer, String detail) {
    faults.add(AT + pointer, detail);
  }
}
