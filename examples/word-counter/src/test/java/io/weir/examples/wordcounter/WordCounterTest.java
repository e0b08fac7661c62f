package io.weir.examples.wordcounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCounterTest {
  @TempDir Path directory;

  @Test
  void countsTheWordsOfAFileAndFinishes() throws Exception {
    Path input = Files.writeString(directory.resolve("in.txt"), "To be,\nor not to be.\n");
    Path output = directory.resolve("out");

    run(1, "--input", input.toUri().toString(), "--output", output.toUri().toString());

    assertThat(Results.in(output).countsByWord())
        .isEqualTo(
            Map.of(
                "to",
                List.of(1L, 2L),
                "be",
                List.of(1L, 2L),
                "or",
                List.of(1L),
                "not",
                List.of(1L)));
    assertThat(Results.in(output).origins()).containsExactly("fresh");
  }

  @Test
  void countsOnFromASavepointWithAnotherParallelismAndWritesEachResultOnce() throws Exception {
    Path output = directory.resolve("out");
    String[] args = {"--output", output.toUri().toString(), "--rate", "200"};

    String savepoint = stopAfterSomeResults(environment(1), output, args);
    long before = Results.in(output).lines().size();
    StreamExecutionEnvironment second = environment(2);
    second.configure(
        new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint),
        getClass().getClassLoader());
    WordCounter.build(second, Arguments.parse(args));
    JobClient job = second.executeAsync();
    await("results after the restore")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Results.in(output).lines().size() > before + 50);
    job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(60, TimeUnit.SECONDS);
    job.getJobExecutionResult().get(60, TimeUnit.SECONDS);

    Results results = Results.in(output);
    assertThat(results.origins()).hasSize(2).contains("fresh");
    assertThat(results.countsByWord())
        .allSatisfy(
            (word, counts) ->
                assertThat(counts)
                    .isEqualTo(LongStream.rangeClosed(1, counts.size()).boxed().toList()));
  }

  @Test
  void failsAtTheChosenLineAndBeforeSubmissionWhenAsked() {
    assertThatThrownBy(() -> run(1, "--rate", "1000", "--fail-after", "30"))
        .hasStackTraceContaining("Planned failure at line 30.");
    assertThatThrownBy(() -> WordCounter.main(new String[] {"--fail-in-main", "No mood today."}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No mood today.");
  }

  private String stopAfterSomeResults(StreamExecutionEnvironment first, Path output, String... args)
      throws Exception {
    WordCounter.build(first, Arguments.parse(args));
    JobClient job = first.executeAsync();
    await("results of the first run")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Results.in(output).lines().size() > 50);
    String savepoint =
        job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    return savepoint;
  }

  private void run(int parallelism, String... args) throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism);
    WordCounter.build(environment, Arguments.parse(args));
    environment.execute();
  }

  private StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }
}
