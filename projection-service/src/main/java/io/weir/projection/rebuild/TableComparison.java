package io.weir.projection.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A table of the live model beside the same table of the rebuilt one.
 *
 * @param table the table
 * @param liveRows how many rows the live one has
 * @param rebuiltRows how many rows the rebuilt one has
 * @param liveHash SHA-256 over the live one's rows in the order of their key, in hexadecimal
 * @param rebuiltHash the same of the rebuilt one
 * @param firstDifference the first row that differs, as both have it
 */
public record TableComparison(
    String table,
    long liveRows,
    long rebuiltRows,
    String liveHash,
    String rebuiltHash,
    Optional<Difference> firstDifference) {

  /**
   * Two rows that should be equal.
   *
   * @param live the live one; empty: it has none there
   * @param rebuilt the rebuilt one; empty: it has none there
   */
  public record Difference(Optional<String> live, Optional<String> rebuilt) {}

  /** Whether both have the same rows. */
  @JsonProperty
  public boolean equal() {
    return liveHash.equals(rebuiltHash);
  }
}
