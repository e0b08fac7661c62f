package io.weir.examples.wordcounter;

import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Splits lines into words, and fails at a chosen line if the user wants to see a failure. */
final class Words extends ProcessFunction<String, String> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final long failAfter;
  private transient ListState<Long> linesState;
  private transient long lines;

  /**
   * @param failAfter the line, counted from 1 per subtask over the job's whole life, that fails
   */
  Words(long failAfter) {
    this.failAfter = failAfter;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    linesState =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("lines", Types.LONG));
    for (long part : linesState.get()) {
      lines += part;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    linesState.update(List.of(lines));
  }

  @Override
  public void processElement(String line, Context context, Collector<String> out) {
    lines++;
    if (lines >= failAfter) {
      throw new IllegalStateException("Planned failure at line " + failAfter + ".");
    }
    for (String word : line.toLowerCase(Locale.ROOT).split("\\W+")) {
      if (!word.isEmpty()) {
        out.collect(word);
      }
    }
  }
}
