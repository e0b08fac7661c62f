package io.weir.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailpointTest {
  @AfterEach
  void disarm() {
    Failpoint.disarmAll();
  }

  @Test
  void doesNothingUnlessArmed() {
    assertThatCode(() -> Failpoint.hit("test.here")).doesNotThrowAnyException();
    Failpoint.arm("test.there", FailpointActions.parse("test.there=throw").get("test.there"));
    assertThatCode(() -> Failpoint.hit("test.here")).doesNotThrowAnyException();
  }

  @Test
  void throwsAtTheNthHitOnly() {
    FailpointActions.parse("test.here=throw@2").forEach(Failpoint::arm);
    assertThatCode(() -> Failpoint.hit("test.here")).doesNotThrowAnyException();
    assertThatThrownBy(() -> Failpoint.hit("test.here"))
        .isInstanceOf(FailpointError.class)
        .hasMessage("Failpoint test.here was armed to throw.");
    assertThatCode(() -> Failpoint.hit("test.here")).doesNotThrowAnyException();
  }

  @Test
  void takesAListFromAFileOnce(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("relay.failpoints");
    Files.writeString(file, "relay.after-ack=halt@3\n");
    assertThat(Failpoint.takeOnce(file)).contains("relay.after-ack=halt@3");
    assertThat(Failpoint.takeOnce(file)).isEmpty();
  }

  @Test
  void pauses() {
    FailpointActions.parse("test.here=pause:30").forEach(Failpoint::arm);
    long before = System.nanoTime();
    Failpoint.hit("test.here");
    assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(29));
  }

  @Test
  void haltsTheProcessAsKillDoesWhenThePropertySaysSo() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dweir.failpoints=test.other=throw, test.here=halt@2",
                "-cp",
                System.getProperty("java.class.path"),
                HitTwice.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(output.lines()).containsExactly("once", "Failpoint test.here was armed to halt.");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> FailpointActions.parse("relay.after-ack=explode"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected failpoints as name=halt, name=throw or name=pause:<milliseconds>, with @n for the n-th hit, but got \"relay.after-ack=explode\".");
  }

  /** Runs in a JVM of its own. */
  static final class HitTwice {
    private HitTwice() {}

    public static void main(String[] args) {
      Failpoint.hit("test.here");
      System.out.println("once");
      Failpoint.hit("test.here");
      System.out.println("twice");
    }
  }
}
