package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What does not fit is refused with a text that names it, never read as something else. */
class StrictDecodingTest {
  private static final JsonMapper PLAIN = JsonMapper.shared();
  private static final String STARTED =
      """
      {"deploymentId": "019aa1b2-0001-7000-8000-000000000001",
       "jobId": "019aa1b2-0004-7000-8000-000000000004",
       "startedAt": "2026-03-14T09:30:51Z"%s}""";

  /** Free trees and maps may hold any key. */
  private static final List<String> FREE =
      List.of(
          "/labels",
          "/annotations",
          "/resources",
          "/flinkConfiguration",
          "/userFlinkConfiguration",
          "/log4jLoggers",
          "/extraConfig",
          "/policies",
          "/pods",
          "PodTemplate");

  static Stream<GoldenSample> minimalSamples() {
    return GoldenSample.current().stream()
        .filter(
            sample ->
                sample.minimal()
                    || GoldenSample.current().stream()
                        .noneMatch(
                            other ->
                                other.minimal() && other.wireName().equals(sample.wireName())));
  }

  static List<GoldenSample> samples() {
    return GoldenSample.current();
  }

  @ParameterizedTest
  @MethodSource("minimalSamples")
  void refusesAMissingFieldWhereverItIs(GoldenSample sample) {
    for (String path : objects(sample))
      for (String field : PLAIN.readTree(sample.bytes()).at(path).propertyNames())
        assertThatThrownBy(() -> sample.decode(changed(sample, path, o -> o.remove(field))))
            .as("%s without %s/%s", sample, path, field)
            .isInstanceOf(UndecodableException.class)
            .hasMessageContaining(sample.wireName() + " revision " + sample.revision())
            .hasMessageContaining(field);
  }

  @ParameterizedTest
  @MethodSource("minimalSamples")
  void refusesANullFieldWhereverItIs(GoldenSample sample) {
    for (String path : objects(sample))
      for (String field : PLAIN.readTree(sample.bytes()).at(path).propertyNames())
        if (!(isDefaults(sample) && field.equals("spec")))
          assertThatThrownBy(() -> sample.decode(changed(sample, path, o -> o.putNull(field))))
              .as("%s with null for %s/%s", sample, path, field)
              .isInstanceOf(UndecodableException.class)
              .hasMessageContaining(field);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesAnUnknownFieldWhereverItIs(GoldenSample sample) {
    for (String path : objects(sample))
      assertThatThrownBy(() -> sample.decode(changed(sample, path, o -> o.put("surprise", 1))))
          .as("%s with %s/surprise", sample, path)
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("surprise");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "{",
        "{}",
        "not json",
        "{\"deploymentId\": 1, \"jobId\": 2, \"startedAt\": 3}"
      })
  void refusesWhatIsNoEvent(String payload) {
    assertThatThrownBy(() -> EventCodec.decode("job.started", "1", utf8(payload)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageStartingWith("Expected to read job.started revision 1, but ");
  }

  @Test
  void refusesASecondValueAfterTheEvent() {
    assertThatThrownBy(
            () -> EventCodec.decode("job.started", "1", utf8(STARTED.formatted("") + "{}")))
        .isInstanceOf(UndecodableException.class);
  }

  @Test
  void refusesAFieldGivenTwice() {
    assertThatThrownBy(
            () ->
                EventCodec.decode(
                    "job.started",
                    "1",
                    utf8(STARTED.formatted(", \"restoredFrom\": \"a\", \"restoredFrom\": \"b\""))))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("restoredFrom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"30\"", "30.5", "true", "null", "1e30", "99999999999999999999"})
  void refusesWhatIsNoWholeNumberThatFits(String number) {
    String payload =
        """
        {"deploymentId": "019aa1b2-0001-7000-8000-000000000001",
         "jobId": "019aa1b2-0004-7000-8000-000000000004", "restarts": %s}"""
            .formatted(number);

    assertThatThrownBy(() -> EventCodec.decode("job.restarts-observed", "1", utf8(payload)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("restarts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "\"running\"", "\"PAUSED\"", "\"\""})
  void refusesAnUnknownConstant(String constant) {
    String payload =
        """
        {"deploymentId": "019aa1b2-0001-7000-8000-000000000001",
         "transitionId": "019aa1b2-0003-7000-8000-000000000003", "state": %s}"""
            .formatted(constant);

    assertThatThrownBy(() -> EventCodec.decode("transition.completed", "1", utf8(payload)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("state");
  }

  @Test
  void namesAnUnknownType() {
    assertThatThrownBy(() -> EventCodec.decode("job.paused", "1", utf8("{}")))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(
            "Expected a known event type, but got 'job.paused': is this reader older than the writer?");
    assertThatThrownBy(() -> ReportCodec.decode("report.job-paused", "1", utf8("{}")))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("report type, but got 'report.job-paused'");
  }

  @Test
  void namesAnUnknownRevision() {
    assertThatThrownBy(() -> EventCodec.decode("job.started", "7", utf8("{}")))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(
            "Expected revision 1 of job.started, but got '7' and no upcaster reads it: is this reader older than the writer?");
  }

  @Test
  void doesNotReadAReportAsAnEvent() {
    assertThatThrownBy(() -> EventCodec.decode("report.job-running", "1", utf8("{}")))
        .isInstanceOf(UndecodableException.class);
    assertThatThrownBy(() -> ReportCodec.decode("job.started", "1", utf8("{}")))
        .isInstanceOf(UndecodableException.class);
  }

  /** The pointers of all objects that are records. */
  private static List<String> objects(GoldenSample sample) {
    List<String> found = new ArrayList<>();
    collect(PLAIN.readTree(sample.bytes()), "", found);
    if (isDefaults(sample)) found.removeIf(path -> path.startsWith("/spec"));
    return found;
  }

  /** Defaults hold any part of a spec: what it may say is judged when it is sent. */
  private static boolean isDefaults(GoldenSample sample) {
    return sample.wireName().equals("deployment-defaults.revised");
  }

  private static void collect(JsonNode node, String path, List<String> found) {
    boolean free = FREE.stream().anyMatch(path::endsWith);
    if (node.isObject() && !free) found.add(path);
    // Values of a map of records are records again; a free tree ends here.
    if (free && !path.endsWith("/resources")) return;
    node.properties()
        .forEach(field -> collect(field.getValue(), path + "/" + field.getKey(), found));
    for (int i = 0; node.isArray() && i < node.size(); i++)
      collect(node.get(i), path + "/" + i, found);
  }

  private static byte[] changed(GoldenSample sample, String path, Consumer<ObjectNode> change) {
    JsonNode tree = PLAIN.readTree(sample.bytes());
    change.accept((ObjectNode) tree.at(path));
    return PLAIN.writeValueAsBytes(tree);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
