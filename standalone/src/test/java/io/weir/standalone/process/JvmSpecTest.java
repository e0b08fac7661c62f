package io.weir.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmSpecTest {
  private static final JvmSpec SPEC =
      new JvmSpec("gateway", "a.B", "/one.jar:/two.jar", 96, List.of("x=1"), List.of("--port=1"));

  /**
   * A JVM that writes such an archive as it ends kills itself with it: threads that still run look
   * for lambdas in memory that was given back (docs/adr/043).
   */
  @Test
  void writesNoArchiveOfClassesAsItEnds() {
    assertThat(command())
        .noneMatch(word -> word.contains("AutoCreateSharedArchive"))
        .noneMatch(word -> word.contains("ArchiveClassesAtExit"))
        .noneMatch(word -> word.contains("RecordDynamicDumpInfo"));
  }

  @Test
  void reportsACrashBesideItsLog() {
    assertThat(command())
        .contains(
            "-XX:ErrorFile=/data/100%%/logs/gateway.hs_err_pid%p.log",
            "-XX:HeapDumpPath=/data/100%/logs");
  }

  @Test
  void endsWithWhatIsToRun() {
    assertThat(command())
        .startsWith("/jdk/bin/java", "-Xmx96m")
        .endsWith("-Dx=1", "-cp", "/one.jar:/two.jar", "a.B", "--port=1");
  }

  private static List<String> command() {
    return SPEC.command(
        Path.of("/jdk/bin/java"), new CrashReport(Path.of("/data/100%/logs"), SPEC.name()));
  }
}
