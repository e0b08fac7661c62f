package io.weir.executor.deployment.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.wire.WireJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class LostFieldsTest {
  private static final String MANIFEST =
      """
      {"metadata":{"name":"x","labels":{"app":"flink"}},
       "spec":{"replicas":2,"empty":{},
               "containers":[{"name":"main","image":"a","args":["1","2"],
                              "ports":[{"containerPort":8081,"protocol":"TCP"}]}]}}
      """;
  private static final String PORT = "k:{\\\"containerPort\\\":8081,\\\"protocol\\\":\\\"TCP\\\"}";
  private static final String MAIN =
      "\"k:{\\\"name\\\":\\\"main\\\"}\":{\".\":{},\"f:name\":{},\"f:image\":{},\"f:args\":{},\"f:ports\":{\""
          + PORT
          + "\":{\".\":{},\"f:containerPort\":{},\"f:protocol\":{}}}}";
  private static final String ALL =
      "{\"f:metadata\":{\"f:labels\":{\"f:app\":{}}},\"f:spec\":{\"f:replicas\":{},\"f:containers\":{"
          + MAIN
          + "}}}";

  static Stream<Arguments> ownerships() {
    return Stream.of(
        Arguments.of("all is ours", ALL, List.of()),
        Arguments.of(
            "replicas were scaled",
            ALL.replace("\"f:replicas\":{},", ""),
            List.of("spec.replicas")),
        Arguments.of(
            "an image was set",
            ALL.replace("\"f:image\":{},", ""),
            List.of("spec.containers[main].image")),
        Arguments.of(
            "a container of another name is left",
            ALL.replace("\\\"name\\\":\\\"main\\\"", "\\\"name\\\":\\\"other\\\""),
            List.of("spec.containers[main]")),
        Arguments.of(
            "a label was changed",
            ALL.replace("\"f:labels\":{\"f:app\":{}}", "\"f:annotations\":{}"),
            List.of("metadata.labels")),
        Arguments.of(
            "nothing is ours any more", "{\"f:x\":{}}", List.of("spec", "metadata.labels")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ownerships")
  void comparesWhatWeAppliedWithWhatIsOurs(String name, String owned, List<String> lost) {
    ObjectNode manifest = (ObjectNode) WireJson.mapper().readTree(MANIFEST);
    assertThat(LostFields.of(manifest, WireJson.mapper().readTree(owned))).isEqualTo(lost);
  }
}
