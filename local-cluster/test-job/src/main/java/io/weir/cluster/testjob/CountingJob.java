package io.weir.cluster.testjob;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Counts numbers per key, for ever or up to the number given as the first argument. Its state is
 * the counts, so a restore that lost them would be seen.
 */
public final class CountingJob {
  private static final int KEYS = 10;
  private static final double NUMBERS_PER_SECOND = 100;

  private CountingJob() {}

  public static void main(String[] args) throws Exception {
    long count = args.length > 0 ? Long.parseLong(args[0]) : Long.MAX_VALUE;
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment
        .fromSource(
            new DataGeneratorSource<>(
                number -> number,
                count,
                RateLimiterStrategy.perSecond(NUMBERS_PER_SECOND),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .keyBy(number -> number % KEYS)
        .map(new Count())
        .uid("counts")
        .name("counts")
        .sinkTo(new DiscardingSink<>())
        .uid("end")
        .name("end");
    environment.execute("counting");
  }

  private static final class Count extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;
    private transient ValueState<Long> counted;

    @Override
    public void open(OpenContext context) {
      counted = getRuntimeContext().getState(new ValueStateDescriptor<>("counted", Types.LONG));
    }

    @Override
    public Long map(Long number) throws Exception {
      Long before = counted.value();
      long now = before == null ? 1 : before + 1;
      counted.update(now);
      return now;
    }
  }
}
