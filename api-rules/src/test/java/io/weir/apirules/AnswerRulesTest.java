package io.weir.apirules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerRulesTest {
  private static final AnswerRules RULES = new AnswerRules(Description.read(), "projection");
  private static final String TARGET =
      """
      {"kind":"DeploymentTarget","apiVersion":"v1","metadata":{"id":"00000000-0000-0001-0000-000000000002",
       "name":"default","namespace":"default","createdAt":"2026-11-21T08:00:00Z",
       "modifiedAt":"2026-11-21T08:00:00Z","labels":{},"annotations":{},"resourceVersion":1},
       "spec":{"kubernetes":{"namespace":"jobs"}}}
      """;
  private static final String PROBLEM =
      """
      {"timestamp":"2026-11-21T08:00:00Z","status":404,"error":"Not Found","reason":"NOT_FOUND",
       "message":"There is none","path":"/x","code":"NOT_FOUND","errors":[],"retryable":false%s}
      """;

  @Test
  void takesWhatIsDescribed() {
    assertThat(target(200, "application/json", TARGET)).isEmpty();
    assertThat(target(200, "application/json;charset=UTF-8", TARGET)).isEmpty();
    assertThat(target(404, "application/json", PROBLEM.formatted(""))).isEmpty();
    assertThat(target(304, "", "")).isEmpty();
    assertThat(target(200, "application/yaml", TARGET)).isEmpty();
  }

  @Test
  void refusesAStatusAMediaTypeOrABodyThatIsNotDescribed() {
    assertThat(target(418, "application/json", TARGET)).singleElement().asString().contains("418");
    assertThat(target(200, "text/html", TARGET)).singleElement().asString().contains("text/html");
    assertThat(target(200, "application/json", "<html>")).singleElement().asString().contains("no");
    assertThat(target(304, "application/json", TARGET)).singleElement().asString().contains("body");
    assertThat(target(200, "application/json", "")).as("a body that should be there").isNotEmpty();
  }

  @Test
  void refusesAFieldThatIsMissingOfAnotherTypeOrNotDescribed() {
    assertThat(target(200, "application/json", TARGET.replace("\"v1\"", "\"v2\""))).hasSize(1);
    assertThat(target(200, "application/json", TARGET.replace("\"name\"", "\"nome\"")))
        .as("one missing, one unknown")
        .hasSize(2);
    assertThat(target(200, "application/json", TARGET.replace("2026-11-21T08:00:00Z", "today")))
        .hasSize(2);
    assertThat(target(200, "application/yaml", TARGET.replace(":1}", ":\"1\"}"))).hasSize(1);
  }

  @Test
  void judgesTheHeadersThatAreDescribed() {
    Exchange odd =
        new Exchange(
            "DELETE",
            "/api/v1/namespaces/default/deployment-targets/default",
            200,
            Map.of("content-type", List.of("application/json"), "weir-visible", List.of("perhaps")),
            TARGET);

    assertThat(RULES.faults(odd)).singleElement().asString().contains("Weir-Visible");
  }

  @Test
  void wantsAProblemForWhatThereIsNot() {
    assertThat(answer("GET", "/api/v1/nothing", 404, PROBLEM.formatted(""))).isEmpty();
    assertThat(answer("GET", "/api/v1/nothing", 404, "{}")).isNotEmpty();
    assertThat(answer("GET", "/api/v1/nothing", 200, "{}")).isNotEmpty();
    assertThat(answer("PATCH", "/namespaces/v1/namespaces", 405, PROBLEM.formatted("")))
        .as("the members of the platform's problems")
        .hasSize(3);
    assertThat(
            answer(
                "PATCH",
                "/namespaces/v1/namespaces",
                405,
                PROBLEM.formatted(",\"description\":\"x\",\"cause\":null,\"ok\":false")))
        .isEmpty();
  }

  @Test
  void lets405StandWhereAnotherServiceAnswers() {
    assertThat(answer("DELETE", "/api/v1/namespaces/a/deployments/x", 405, PROBLEM.formatted("")))
        .isEmpty();
    assertThat(answer("GET", "/api/v1/namespaces/a/deployments/x", 405, PROBLEM.formatted("")))
        .isNotEmpty();
  }

  @Test
  void tellsOperationsAtTheSamePathApart() {
    Description description = Description.read();
    String policies = "/autopilot/v1alpha1/namespaces/default/deployments/x/autopilotpolicy";

    assertThat(description.operation("GET", policies)).map(Operation::id).isPresent();
    assertThat(description.operation("GET", policies + ":status"))
        .isPresent()
        .isNotEqualTo(description.operation("GET", policies));
    assertThat(description.operation("GET", policies + "/more")).isEmpty();
    assertThat(description.operations()).hasSizeGreaterThan(50);
  }

  @Test
  void saysWhatWasAskedAndAnswered() {
    assertThatThrownBy(
            () ->
                RULES.require(
                    new Exchange("GET", "/api/v1/status?x=1", 599, Map.of(), "what came")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /api/v1/status?x=1")
        .hasMessageContaining("599")
        .hasMessageContaining("what came");
    RULES.require(new Exchange("GET", "/internal/verify", 599, Map.of(), "not the API"));
  }

  private static List<String> target(int status, String type, String body) {
    return RULES.faults(
        new Exchange(
            "GET",
            "/api/v1/namespaces/default/deployment-targets/default?x=y",
            status,
            Map.of("content-type", List.of(type)),
            body));
  }

  private static List<String> answer(String method, String path, int status, String body) {
    return RULES.faults(
        new Exchange(
            method, path, status, Map.of("content-type", List.of("application/json")), body));
  }
}
