package io.weir.executor.sample.right;

import io.weir.executor.sample.left.Left;

/** Breaks the rule: half of a cycle. */
public class Right {
  Left left;
}
