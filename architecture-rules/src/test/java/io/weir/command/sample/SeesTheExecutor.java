package io.weir.command.sample;

import io.weir.executor.sample.observe.Writer;

/** Breaks the rule: one service uses another. */
final class SeesTheExecutor {
  Writer writer;
}
