package io.weir.examples.wordcounter;

import java.util.OptionalLong;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts each word in keyed state. A result reads {@code word=river count=12 from=fresh}, or {@code
 * from=checkpoint-7} when this run of the job began from that checkpoint or savepoint.
 */
final class Tally extends KeyedProcessFunction<String, String, String>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

  private transient ValueState<Long> counts;
  private transient String from;
  private transient String last;

  @Override
  public void initializeState(FunctionInitializationContext context) {
    OptionalLong restored = context.getRestoredCheckpointId();
    from = restored.isPresent() ? "checkpoint-" + restored.getAsLong() : "fresh";
    counts = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("count", Types.LONG));
    LOG.info("Counting begins, from={}", from);
  }

  @Override
  public void processElement(String word, Context context, Collector<String> out) throws Exception {
    Long before = counts.value();
    long count = before == null ? 1 : before + 1;
    counts.update(count);
    last = "word=" + word + " count=" + count + " from=" + from;
    out.collect(last);
  }

  /** One line per checkpoint is enough for a reader of the log. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    if (last != null) {
      LOG.info("checkpoint={} {}", context.getCheckpointId(), last);
    }
  }
}
