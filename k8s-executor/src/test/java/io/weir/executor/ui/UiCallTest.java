package io.weir.executor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UiCallTest {
  private static final String JOB = "/jobs/0193a000000070008000000000000000";
  private static final String VERTEX = JOB + "/vertices/cbc357ccb763df2852fee8c4fc7d55f2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/overview",
        "/config",
        "/jobs/overview",
        "/jobmanager/metrics",
        "/taskmanagers",
        "/taskmanagers/10.0.0.7:6122-4d1f6a",
        "/taskmanagers/10.0.0.7:6122-4d1f6a/metrics",
        "/applications/overview",
        "/applications/0193a000000070008000000000000000/exceptions",
        JOB,
        JOB + "/exceptions",
        JOB + "/rescales/details/7",
        JOB + "/checkpoints",
        JOB + "/checkpoints/details/12/subtasks/cbc357ccb763df2852fee8c4fc7d55f2",
        VERTEX + "/backpressure",
        VERTEX + "/flamegraph",
        VERTEX + "/subtasks/3/attempts/0",
        VERTEX + "/subtasks/metrics",
      })
  void letsQuestionsThrough(String path) {
    assertThat(UiCall.of(path, Optional.empty())).isEqualTo(new UiCall.Rest(path));
  }

  @Test
  void keepsTheQuery() {
    assertThat(
            UiCall.of(
                JOB + "/metrics", Optional.of("get=numRecordsIn,0.busyTimeMsPerSecond&agg=max")))
        .isEqualTo(
            new UiCall.Rest(JOB + "/metrics?get=numRecordsIn,0.busyTimeMsPerSecond&agg=max"));
  }

  @ParameterizedTest
  @CsvSource({
    "/,                                         text/html; charset=utf-8",
    "/index.html,                               text/html; charset=utf-8",
    "/main.a877f62051d76ab2.js,                 text/javascript; charset=utf-8",
    "/assets/images/flink.svg,                  image/svg+xml",
    "/assets/vs/base/browser/ui/codicon.ttf,    font/ttf",
  })
  void letsFilesOfTheUiThroughAndKnowsWhatTheyAre(String path, String contentType) {
    assertThat(UiCall.of(path, Optional.empty())).isEqualTo(new UiCall.Asset(path, contentType));
  }

  /**
   * What changes something, shows a host or a secret, or is no path at all. CVE-2020-17519 read any
   * file by an encoded path below {@code /jobmanager/logs}.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//",
        "/jars",
        "/jars/a.jar/run",
        "/jars/upload",
        "/jobmanager/config",
        "/jobmanager/environment",
        "/jobmanager/log",
        "/jobmanager/logs",
        "/jobmanager/logs/..%252f..%252f..%252fetc%252fpasswd",
        "/jobmanager/thread-dump",
        "/jobmanager/profiler",
        "/taskmanagers/..",
        "/taskmanagers/../jobmanager/config",
        "/taskmanagers/a/log",
        "/taskmanagers/a/logs/x.log",
        "/taskmanagers/a/thread-dump",
        "/taskmanagers/a%2flogs",
        "/taskmanagers/a/stdout",
        "/applications/0193a000000070008000000000000000/cancel",
        JOB + "/yarn-cancel",
        JOB + "/yarn-stop",
        JOB + "/savepoints",
        JOB + "/stop",
        JOB + "/rescaling",
        JOB + "/clientHeartbeat",
        JOB + "/metrics/../yarn-cancel",
        JOB + ";/yarn-cancel",
        VERTEX + "/subtasks/1/attempts/0/../../x",
        "/datasets/delete",
        "/cluster",
        "/.htaccess.js",
        "/../x.js",
        "/assets/../x.js",
        "/assets/..%2fx.js",
        "/assets/..;/x.js",
        "/web.xml\r\nHost: evil.js",
        "/a.class",
        "/assets//x.js",
        "http://evil/x.js",
      })
  void refusesEverythingElse(String path) {
    assertThat(UiCall.of(path, Optional.empty())).isEqualTo(new UiCall.Refused());
  }

  @ParameterizedTest
  @ValueSource(strings = {"get=a b", "get=\"", "x=\r\nHost: evil", "x=${jndi:a}", "x=<script>"})
  void refusesQueriesThatFlinksUiDoesNotSend(String query) {
    assertThat(UiCall.of("/overview", Optional.of(query))).isEqualTo(new UiCall.Refused());
  }
}
