package io.weir.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/namespaces/default/deployments,    PROJECTION",
    "HEAD,   /api/v1/namespaces/default/deployments/x,  PROJECTION",
    "GET,    /schemas/deployment.registered/1,          PROJECTION",
    "POST,   /api/v1/namespaces/default/deployments,    COMMAND",
    "PUT,    /api/v1/namespaces/default/deployments/x,  COMMAND",
    "PATCH,  /api/v1/namespaces/default/deployments/x,  COMMAND",
    "DELETE, /api/v1/namespaces/default/deployments/x,  COMMAND",
    "POST,   /namespaces/v1/namespaces,                 COMMAND",
    "GET,    /api/v1/namespaces/default/deployments/a%20b, PROJECTION",
  })
  void sendsReadsToTheReadModelsAndTheRestToTheCommandSide(
      String method, String path, Upstream upstream) {
    assertThat(Routes.route(method, path)).isEqualTo(new Route.To(upstream));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/internal/position", "/metrics", "/actuator/env", "/apix/v1", "/readyz/x"})
  void keepsEverythingElsePrivate(String path) {
    assertThat(Routes.route("GET", path)).isEqualTo(new Route.Unknown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND"})
  void refusesMethodsWithoutAMeaning(String method) {
    assertThat(Routes.route(method, "/api/v1/status")).isEqualTo(new Route.MethodRefused());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/../internal/position",
        "/api/./v1",
        "/api/%2e%2e/internal/position",
        "/api/.%2E/internal",
        "/api/v1%2f..%2finternal",
        "/api/v1/%5c..%5cinternal",
        "/api/v1/\\..\\internal",
        "/api//v1",
        "//internal/position",
        "/api/v1;x=/../internal",
        "/api/%3b/v1",
        "/api/%252e%252e/internal",
        "/api/%00",
        "/api/%0d%0aX-Evil:1",
        "/api/%7f",
        "/api/%",
        "/api/%2",
        "/api/%zz",
        "/api/%c0%ae%c0%ae/internal",
        "/api/%ff",
        "/api/\u00e9",
        "http://elsewhere/api/",
        "*",
        "",
      })
  void refusesAPathThatTwoParsersCouldReadDifferently(String path) {
    assertThat(Routes.route("GET", path)).isInstanceOf(Route.Malformed.class);
  }
}
