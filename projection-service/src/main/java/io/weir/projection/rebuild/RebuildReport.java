package io.weir.projection.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * How a rebuild stands.
 *
 * @param phase what it does
 * @param generation the generation that it builds
 * @param events how many events it has applied
 * @param ofEvents how many there are to apply before it compares
 * @param percent 0 to 100
 * @param eventsPerSecond since it began to build
 * @param tables the comparison with the live model, once made
 * @param failure why it ended without success
 */
public record RebuildReport(
    Phase phase,
    Optional<Integer> generation,
    long events,
    long ofEvents,
    int percent,
    long eventsPerSecond,
    List<TableComparison> tables,
    Optional<String> failure) {
  public RebuildReport {
    tables = List.copyOf(tables);
  }

  /** What a rebuild does, in order. */
  public enum Phase {
    /** None was asked for since this process started. */
    NONE,
    /** Applies the log to new tables. */
    BUILDING,
    /** Adds the indexes that queries need. */
    INDEXING,
    /** Compares them with the live ones. */
    COMPARING,
    /** Waits until they hold all that the live ones hold, and lets clients see them. */
    SWAPPING,
    /** Ended as asked. */
    DONE,
    /** Ended by a failure; clients see what they saw before. */
    FAILED
  }

  /** Whether the rebuilt model is equal to the live one in every table. */
  @JsonProperty
  public boolean equal() {
    return !tables.isEmpty() && tables.stream().allMatch(TableComparison::equal);
  }
}
