package io.weir.examples.wordcounter;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The job: lines, words, counts. Every operator with state has a uid, so that a savepoint fits the
 * next version of the job.
 */
public final class WordCounter {
  /** What the generator repeats: 4 lines of 4 words, 7 different ones. */
  static final List<String> TEXT =
      List.of(
          "the river meets the", "weir and the water", "over the weir falls", "and the river goes");

  private WordCounter() {}

  /**
   * Builds the job and runs it in the cluster that calls this.
   *
   * @param args see {@link Arguments}
   * @throws Exception whatever Flink throws
   */
  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.parse(args);
    if (arguments.failInMain().isPresent()) {
      throw new IllegalStateException(arguments.failInMain().get());
    }
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    build(environment, arguments);
    environment.execute("word counter");
  }

  static void build(StreamExecutionEnvironment environment, Arguments arguments) {
    DataStream<String> results =
        lines(environment, arguments)
            .process(new Words(arguments.failAfter().orElse(Long.MAX_VALUE)))
            .uid("words")
            .name("words")
            .keyBy(word -> word, Types.STRING)
            .process(new Tally())
            .uid("tally")
            .name("tally");
    arguments
        .output()
        .ifPresent(directory -> results.sinkTo(files(directory)).uid("results").name("results"));
  }

  private static DataStream<String> lines(
      StreamExecutionEnvironment environment, Arguments arguments) {
    if (arguments.input().isPresent()) {
      FileSource<String> source =
          FileSource.forRecordStreamFormat(
                  new TextLineInputFormat(), new Path(arguments.input().get()))
              .build();
      return environment
          .fromSource(source, WatermarkStrategy.noWatermarks(), "lines of files")
          .uid("lines-of-files");
    }
    DataGeneratorSource<String> source =
        new DataGeneratorSource<>(
            index -> TEXT.get((int) (index % TEXT.size())),
            arguments.lines().orElse(Long.MAX_VALUE),
            RateLimiterStrategy.perSecond(arguments.rate()),
            Types.STRING);
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "generated lines")
        .uid("generated-lines");
  }

  /** A file becomes visible with the checkpoint that covers it: each result is seen once. */
  private static FileSink<String> files(String directory) {
    return FileSink.forRowFormat(new Path(directory), new SimpleStringEncoder<String>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .build();
  }
}
