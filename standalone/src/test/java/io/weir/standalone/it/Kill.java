package io.weir.standalone.it;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * One kill: of a part from outside at any moment, or of a service by itself at a named failpoint.
 *
 * @param part the part
 * @param failpoint where it halts; absent: it is killed from outside
 */
record Kill(String part, Optional<String> failpoint) {
  private static final Map<String, List<String>> ALWAYS =
      new TreeMap<>(
          Map.of(
              "command-service",
              List.of(
                  "command.after-idempotency-row",
                  "command.after-commit",
                  "relay.mid-send",
                  "relay.after-ack",
                  "intake.after-append"),
              "projection-service",
              List.of("projection.after-timeline", "reader.before-commit"),
              "k8s-executor",
              List.of("executor.after-create-owner", "executor.after-report")));

  private static final Map<String, List<String>> IN_LONG_FORM =
      new TreeMap<>(
          Map.of(
              "command-service",
              List.of(
                  "command.before-transaction",
                  "command.after-events",
                  "relay.after-claim",
                  "relay.after-read",
                  "relay.after-advance",
                  "relay.before-wait",
                  "intake.before-append",
                  "reader.after-handler",
                  "reader.after-commit"),
              "projection-service",
              List.of(
                  "projection.after-load",
                  "projection.after-deployments",
                  "projection.after-jobs",
                  "projection.after-audit",
                  "reader.after-claim",
                  "reader.after-poll",
                  "reader.after-handler",
                  "reader.after-commit"),
              "k8s-executor",
              List.of(
                  "executor.before-create-owner",
                  "executor.before-apply-job-manager",
                  "executor.after-apply-job-manager",
                  "executor.before-cancel-job",
                  "executor.after-cancel-job",
                  "executor.before-delete",
                  "executor.after-delete",
                  "executor.before-report")));

  /** One round: every part once, every failpoint once, in the order that the seed gives. */
  static List<Kill> round(List<String> parts, boolean longForm, Random random) {
    List<Kill> kills = new ArrayList<>();
    parts.forEach(part -> kills.add(new Kill(part, Optional.empty())));
    add(kills, ALWAYS);
    if (longForm) {
      add(kills, IN_LONG_FORM);
    }
    Collections.shuffle(kills, random);
    return kills;
  }

  private static void add(List<Kill> kills, Map<String, List<String>> failpoints) {
    failpoints.forEach(
        (part, names) -> names.forEach(name -> kills.add(new Kill(part, Optional.of(name)))));
  }

  @Override
  public String toString() {
    return failpoint.map(name -> part + " at " + name).orElse(part);
  }
}
