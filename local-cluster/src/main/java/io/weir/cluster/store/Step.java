package io.weir.cluster.store;

import java.util.function.Consumer;

/** The moments of a write at which a process may die; tests kill it at each. */
enum Step {
  /** Nothing of the record is in the file. */
  BEFORE_APPEND,
  /** Half of the record's bytes are in the file. */
  HALF_APPENDED,
  /** All bytes are in the file, perhaps not yet on the disk. */
  APPENDED,
  /** On the disk, not yet acknowledged. */
  SYNCED,
  /** The compacted journal is being written beside the current one. */
  COMPACTION_HALF_WRITTEN,
  /** The compacted journal is complete under its temporary name. */
  COMPACTION_WRITTEN,
  /** The compacted journal has its name; the old one still exists. */
  COMPACTION_NAMED,
  /** The old journal is deleted. */
  COMPACTION_DONE;

  /** What a server does at each step: go on. */
  static final Consumer<Step> GO_ON = step -> {};
}
