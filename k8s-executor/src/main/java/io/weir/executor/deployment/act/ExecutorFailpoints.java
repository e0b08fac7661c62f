package io.weir.executor.deployment.act;

import io.weir.eventlog.Failpoint;
import io.weir.executor.deployment.decide.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The executor's failpoints: {@code executor.before-x} and {@code executor.after-x} each write. */
public final class ExecutorFailpoints {
  /** The writes. */
  enum Write {
    CREATE_OWNER,
    CREATE_SECRET,
    APPLY_CONFIGURATION,
    APPLY_SERVICE,
    APPLY_TASK_MANAGERS,
    APPLY_JOB_MANAGER,
    TRIGGER_SAVEPOINT,
    SCALE,
    RESCALE,
    CANCEL_JOB,
    UPLOAD_PROGRAM,
    RUN_PROGRAM,
    DELETE_PROGRAM,
    DELETE,
    REMOVE_DATA,
    REMOVE_HA_DATA,
    REPORT;

    /** The write of a part but the owner; the Secret is created, never applied. */
    static Write of(Part part) {
      return switch (part) {
        case OWNER ->
            throw new IllegalStateException("Expected to create the owner, not to apply it");
        case SECRET -> CREATE_SECRET;
        case CONFIGURATION -> APPLY_CONFIGURATION;
        case SERVICE -> APPLY_SERVICE;
        case TASK_MANAGERS -> APPLY_TASK_MANAGERS;
        case JOB_MANAGER, SESSION_JOB_MANAGER -> APPLY_JOB_MANAGER;
      };
    }

    /** Whether only jobs on session clusters pass it. */
    private boolean onSessionCluster() {
      return this == UPLOAD_PROGRAM || this == RUN_PROGRAM || this == DELETE_PROGRAM;
    }

    private String failpoint(String when) {
      return "executor." + when + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Those of a job with a cluster of its own, in the order of its life. A campaign of kills has no
   * session cluster, so it would wait for the others in vain; the simulation crashes there.
   */
  public static final List<String> ALL =
      Arrays.stream(Write.values())
          .filter(write -> !write.onSessionCluster())
          .flatMap(write -> Stream.of(write.failpoint("before"), write.failpoint("after")))
          .toList();

  private ExecutorFailpoints() {}

  /** Carries out a write between its two failpoints. */
  static void around(Write write, Runnable work) {
    Failpoint.hit(write.failpoint("before"));
    work.run();
    Failpoint.hit(write.failpoint("after"));
  }

  /** The same for a write that is answered. */
  static <T> T answered(Write write, Supplier<T> work) {
    Failpoint.hit(write.failpoint("before"));
    T answer = work.get();
    Failpoint.hit(write.failpoint("after"));
    return answer;
  }
}
