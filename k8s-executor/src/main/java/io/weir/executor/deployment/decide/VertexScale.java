package io.weir.executor.deployment.decide;

/**
 * One vertex of the job graph as Flink shows it.
 *
 * @param id Flink's id of the vertex
 * @param runs how many of its subtasks there are now
 * @param wanted how many Flink is to bring it to, as far as there are slots
 * @param most how many it can ever have
 */
public record VertexScale(String id, int runs, int wanted, int most) {}
