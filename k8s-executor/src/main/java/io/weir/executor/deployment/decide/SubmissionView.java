package io.weir.executor.deployment.decide;

import java.time.Instant;

/** How far it is with handing a program to a session cluster; of this process only. */
public sealed interface SubmissionView {
  /** The program is being fetched, uploaded or run. */
  record UnderWay() implements SubmissionView {}

  /** Flink said that it has the job. */
  record Taken() implements SubmissionView {}

  /**
   * It would be refused again.
   *
   * @param failure why
   */
  record Refused(WriteFailure failure) implements SubmissionView {}

  /**
   * Nobody knows whether Flink has the job: the job's id tells.
   *
   * @param why what was tried and what came back
   * @param at when
   */
  record Lost(String why, Instant at) implements SubmissionView {}
}
