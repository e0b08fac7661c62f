package io.weir.executor.deployment.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.FailureReason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as Flink 2.3 and 1.20 wrote them. */
class CausesTest {
  private static final String WRONG_CLASS =
      """
      2026-11-21 10:00:00,000 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint - Could not create application program.
      org.apache.flink.util.FlinkException: Could not load the provided entrypoint class.
      \tat org.apache.flink.client.program.DefaultPackagedProgramRetriever.getPackagedProgram(DefaultPackagedProgramRetriever.java:215)
      Caused by: org.apache.flink.client.program.ProgramInvocationException: The program's entry point class 'com.example.Missing' was not found in the jar file.
      \tat org.apache.flink.client.program.PackagedProgram.loadMainClass(PackagedProgram.java:471)
      Caused by: java.lang.ClassNotFoundException: com.example.Missing
      \tat java.base/java.net.URLClassLoader.findClass(URLClassLoader.java:445)
      \t... 4 more
      """;
  private static final String NO_SAVEPOINT =
      """
      org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.
      \tat org.apache.flink.runtime.jobmaster.DefaultJobMasterServiceProcess.lambda$new$0(DefaultJobMasterServiceProcess.java:97)
      Caused by: java.util.concurrent.CompletionException: java.lang.RuntimeException: java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 'file:/nowhere/sp' on file system 'file'.
      Caused by: java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 'file:/nowhere/sp' on file system 'file'.
      \tat org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(AbstractFsCheckpointStorageAccess.java:275)
      """;
  private static final String OTHER_UIDS =
      """
      org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy
      Caused by: java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/sp. Cannot map checkpoint/savepoint state for operator 6cdc5bb954874d922eaee11a8e7b5dd5 to the new program, because the operator is not available in the new program. If you want to allow to skip this, you can set the --allowNonRestoredState option on the CLI.
      """;
  private static final String MAIN_THROWS =
      """
      org.apache.flink.client.deployment.application.ApplicationExecutionException: Could not execute application.
      Caused by: org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: no input
      Caused by: java.lang.IllegalArgumentException: no input
      """;
  private static final String TASK_FAILS =
      """
      org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=1, backoffTimeMS=1000)
      \tat org.apache.flink.runtime.executiongraph.failover.ExecutionFailureHandler.handleFailure(ExecutionFailureHandler.java:219)
      Caused by: java.lang.RuntimeException: line 42 is bad
      \tat com.example.Words.map(Words.java:42)
      """;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(
            WRONG_CLASS,
            FailureReason.ENTRY_CLASS_NOT_LOADED,
            "java.lang.ClassNotFoundException: com.example.Missing"),
        Arguments.of(
            NO_SAVEPOINT,
            FailureReason.RESTORE_FAILED,
            "java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory"
                + " 'file:/nowhere/sp' on file system 'file'."),
        Arguments.of(
            OTHER_UIDS,
            FailureReason.RESTORE_FAILED,
            "java.lang.IllegalStateException: Failed to rollback to checkpoint/savepoint file:/sp."
                + " Cannot map checkpoint/savepoint state for operator"
                + " 6cdc5bb954874d922eaee11a8e7b5dd5 to the new program, because the operator is not"
                + " available in the new program. If you want to allow to skip this, you can set the"
                + " --allowNonRestoredState option on the CLI."),
        Arguments.of(
            MAIN_THROWS, FailureReason.MAIN_FAILED, "java.lang.IllegalArgumentException: no input"),
        Arguments.of(
            TASK_FAILS, FailureReason.UNCLASSIFIED, "java.lang.RuntimeException: line 42 is bad"),
        Arguments.of(
            "cp: cannot stat '/nowhere/x.jar': No such file or directory\n\n",
            FailureReason.UNCLASSIFIED,
            "cp: cannot stat '/nowhere/x.jar': No such file or directory"),
        Arguments.of(
            "12:00 INFO starting\n12:01 ERROR java.net.BindException is not it\n"
                + "java.lang.OutOfMemoryError: Java heap space\n\tat a.b.C.d(C.java:1)\nbye",
            FailureReason.UNCLASSIFIED,
            "java.lang.OutOfMemoryError: Java heap space"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsReasonAndInnermostCause(String text, FailureReason reason, String innermost) {
    assertThat(Causes.reason(text, FailureReason.UNCLASSIFIED)).isEqualTo(reason);
    assertThat(Causes.innermost(text)).contains(innermost);
  }

  @Test
  void findsNothingInNothing() {
    assertThat(Causes.innermost(" \n ")).isEmpty();
  }

  @Test
  void cutsWhatIsLongerThanAnEventMayHold() {
    assertThat(Causes.innermost("Caused by: " + "x".repeat(9_000)))
        .hasValueSatisfying(text -> assertThat(text).hasSize(4_000));
  }
}
