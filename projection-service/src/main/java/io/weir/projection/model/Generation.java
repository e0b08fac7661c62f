package io.weir.projection.model;

/**
 * One complete set of read-model tables, with a reader of its own. Clients see one generation at a
 * time, through the views of schema {@code projection}.
 *
 * @param number 1 and up, never used twice
 */
public record Generation(int number) {
  /** The schema of its tables. */
  public String schema() {
    return "projection_g" + number;
  }

  /** The name of its reader in {@code reader_partition}. */
  public String reader() {
    return "projection-g" + number;
  }
}
