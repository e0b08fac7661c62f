package io.weir.command.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The supervisor was killed, and the broker with it: the relay waited half a minute for
 * acknowledgements before the process ended, and the next start had to end it.
 */
class EndWithInputTest {
  @Test
  void endsThoughTheOrderlyEndWaitsForWhatIsGone() throws Exception {
    Process process = start("waits");
    process.getOutputStream().close();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  @Test
  void endsInOrderWhenItCan() throws Exception {
    Process process = start("ends");
    process.getOutputStream().close();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void staysWhileItsInputDoes() throws Exception {
    Process process = start("ends");

    assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
    process.destroyForcibly();
  }

  private static Process start(String end) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            end)
        .inheritIO()
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      boolean waits = args[0].equals("waits");
      if (waits) Runtime.getRuntime().addShutdownHook(new Thread(Child::waitForEver));
      // Who ends in order has all the time that a busy machine may take.
      Duration within = waits ? Duration.ofMillis(300) : Duration.ofHours(1);
      EndWithInput.watch(System.in, () -> System.exit(0), within);
    }

    private static void waitForEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException never) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
