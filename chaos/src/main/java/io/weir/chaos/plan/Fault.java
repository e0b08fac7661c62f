package io.weir.chaos.plan;

import java.time.Duration;

/** Something that is done to a running Weir. */
public sealed interface Fault {
  /** How many processes it ends by SIGKILL or at a failpoint, as far as they are counted. */
  default int kills() {
    return 1;
  }

  /** What it is in the table of kills. */
  String kind();

  /** Whether nothing else may be done meanwhile. */
  default boolean isExclusive() {
    return false;
  }

  /** SIGKILL to a part, the supervisor starts it again. */
  record KillPart(String part) implements Fault {
    @Override
    public String kind() {
      return part;
    }

    @Override
    public String toString() {
      return part;
    }
  }

  /**
   * A service halts at a named failpoint. Two kills: a SIGKILL, so that the next start arms the
   * failpoint, and the halt.
   */
  record Halt(String part, String failpoint) implements Fault {
    @Override
    public int kills() {
      return 2;
    }

    @Override
    public String kind() {
      return part + " at a failpoint";
    }

    @Override
    public String toString() {
      return part + " at " + failpoint;
    }
  }

  /** SIGKILL to a Flink process of the job that moves. */
  record KillPod(Role role) implements Fault {
    @Override
    public String kind() {
      return role.word() + " of the job";
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /** SIGSTOP to a service, SIGCONT later: a frozen process that wakes up in another world. */
  record Freeze(String part, Duration length) implements Fault {
    @Override
    public int kills() {
      return 0;
    }

    @Override
    public String kind() {
      return part + " frozen";
    }

    @Override
    public String toString() {
      return "%s frozen for %.1f s".formatted(part, length.toMillis() / 1e3);
    }
  }

  /** SIGKILL to {@code weir up} itself, which a user starts again. */
  record KillSupervisor() implements Fault {
    @Override
    public String kind() {
      return "supervisor";
    }

    @Override
    public boolean isExclusive() {
      return true;
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /**
   * SIGKILL to every process at once, PostgreSQL's and Flink's included, as when the power goes.
   */
  record KillEverything() implements Fault {
    @Override
    public String kind() {
      return "everything at once";
    }

    @Override
    public boolean isExclusive() {
      return true;
    }

    @Override
    public String toString() {
      return kind();
    }
  }

  /** Which Flink process. */
  enum Role {
    JOB_MANAGER("jobmanager"),
    TASK_MANAGER("taskmanager");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /** As in the names of pods. */
    public String word() {
      return word;
    }
  }
}
