package io.weir.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.cluster.image.Launch;
import io.weir.cluster.image.PathMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerRunTest {
  @TempDir Path directory;
  private ContainerRun run;

  @BeforeEach
  void name() {
    run = new ContainerRun(directory.resolve("0"));
  }

  @AfterEach
  void leaveNothing() {
    // The shim goes on writing into the directory until it has seen the end of what it started.
    await("the shim has ended")
        .until(
            () -> {
              run.kill();
              return run.shim().isEmpty();
            });
  }

  @Test
  void keepsOutputAndExitCode() throws Exception {
    run.start(shell("echo out; echo err >&2; exit 7"), 3).get(10, TimeUnit.SECONDS);
    assertThat(Files.readString(run.log())).isEqualTo("out\nerr\n");
    Exit exit = run.exit(true).orElseThrow();
    assertThat(exit.code()).isEqualTo(7);
    assertThat(exit.message()).isEqualTo("out\nerr");
    assertThat(run.exit(false).orElseThrow().message()).isEmpty();
    assertThat(run.streak()).isEqualTo(3);
  }

  /** A run that looked over for a moment was started a second time, and the first lived on. */
  @Test
  void isThereFromItsFirstMomentOn() throws Exception {
    for (int round = 0; round < 20; round++) {
      run = new ContainerRun(directory.resolve(Integer.toString(round)));
      run.start(shell("exec sleep 60"), 0);
      Path pid = run.path().resolve("pid");
      while (!Files.exists(pid) || Files.size(pid) == 0)
        assertThat(run.exit(false)).as("round %d", round).isEmpty();
      leaveNothing();
    }
  }

  @Test
  void prefersTheProcessesOwnLastWords() throws Exception {
    run.start(shell("echo said > " + run.terminationLog() + "; exit 1"), 0)
        .get(10, TimeUnit.SECONDS);
    assertThat(run.exit(true).orElseThrow().message()).isEqualTo("said");
  }

  @Test
  void reportsAProgramThatIsNotThere() throws Exception {
    run.start(
            new Launch(
                List.of("/no/such/program"),
                Map.of("PATH", "/usr/bin:/bin"),
                directory,
                new PathMapping(List.of())),
            0)
        .get(10, TimeUnit.SECONDS);
    Exit exit = run.exit(true).orElseThrow();
    assertThat(exit.code()).isEqualTo(127);
    assertThat(exit.message()).contains("/no/such/program");
  }

  @Test
  void endsAProcessAskedOrNot() throws Exception {
    var end = run.start(shell("trap 'exit 9' TERM; while :; do sleep 0.1; done"), 0);
    await("it runs").until(() -> Files.exists(run.path().resolve("pid")));
    assertThat(run.exit(false)).isEmpty();
    run.terminate("because");
    end.get(10, TimeUnit.SECONDS);
    assertThat(run.exit(false).orElseThrow().code()).isEqualTo(9);
    assertThat(run.termSentAt()).isPresent();
  }

  @Test
  void endsAProcessThatDoesNotListenWithItsChildren() throws Exception {
    var end = run.start(shell("trap '' TERM; sleep 1000 & echo $! > child; wait; sleep 1000"), 0);
    Path child = directory.resolve("child");
    await("its child runs").until(() -> Files.exists(child) && Files.size(child) > 0);
    ProcessHandle handle =
        ProcessHandle.of(Long.parseLong(Files.readString(child).strip())).orElseThrow();
    run.terminate("because");
    assertThat(run.exit(false)).isEmpty();
    run.kill();
    end.get(10, TimeUnit.SECONDS);
    assertThat(run.exit(false).orElseThrow().code()).isEqualTo(137);
    await("its child is gone").until(() -> !handle.isAlive());
  }

  @Test
  void isFoundAgainByAnotherKubelet() throws Exception {
    run.start(shell("sleep 1000"), 0);
    ContainerRun same = new ContainerRun(run.path());
    assertThat(same.shim()).isPresent();
    assertThat(same.exit(false)).isEmpty();
  }

  @Test
  void isOverWhenTheMachineWentDownMeanwhile() throws Exception {
    var end = run.start(shell("sleep 1000"), 0);
    await("it runs").until(() -> Files.exists(run.path().resolve("pid")));
    ProcessHandle shim = run.shim().orElseThrow();
    List<ProcessHandle> left = shim.descendants().toList();
    shim.destroyForcibly();
    end.get(10, TimeUnit.SECONDS);
    Exit exit = run.exit(false).orElseThrow();
    assertThat(exit.code()).isEqualTo(255);
    await("what the shim left is ended too")
        .until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void doesNotTakeAnotherProcessForItsOwn() throws Exception {
    run.start(shell("exit 0"), 0).get(10, TimeUnit.SECONDS);
    Files.delete(run.path().resolve("exit"));
    Files.writeString(run.path().resolve("shim"), Long.toString(ProcessHandle.current().pid()));
    assertThat(run.shim()).isEmpty();
  }

  private Launch shell(String script) {
    return new Launch(
        List.of("sh", "-c", script),
        Map.of("PATH", "/usr/bin:/bin"),
        directory,
        new PathMapping(List.of()));
  }
}
