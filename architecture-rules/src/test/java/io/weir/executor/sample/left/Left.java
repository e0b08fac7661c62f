package io.weir.executor.sample.left;

import io.weir.executor.sample.right.Right;

/** Breaks the rule: half of a cycle. */
public class Left {
  Right right;
}
