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

    private String failpoint(String when) {
      return "executor." + when + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All of them, in the order of a job's life. */
  public static final List<String> ALL =
      Arrays.stream(Write.values())
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
