package io.weir.executor.deployment.decide;

/**
 * What the JobManager answered.
 *
 * @param job our job, by its id
 * @param programEnded whether Flink says that the program has ended: a job that is absent then will
 *     never come
 */
public record FlinkView(Seen<JobView> job, boolean programEnded) {}
