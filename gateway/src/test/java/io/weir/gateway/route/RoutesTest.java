package io.weir.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/global-deployment-defaults,        COMMAND",
    "GET,    /api/v1/global-deployment-defaults/x,      PROJECTION",
    "GET,    /api/v1/namespaces/a/deployment-defaults,  PROJECTION",
    "GET,    /api/v1/namespaces/default/deployments,    PROJECTION",
    "HEAD,   /api/v1/namespaces/default/deployments/x,  PROJECTION",
    "GET,    /schemas,                                  PROJECTION",
    "GET,    /schemas/deployment.registered/1,          PROJECTION",
    "POST,   /api/v1/namespaces/default/deployments,    COMMAND",
    "PUT,    /api/v1/namespaces/default/deployments/x,  COMMAND",
    "PATCH,  /api/v1/namespaces/default/deployments/x,  COMMAND",
    "DELETE, /api/v1/namespaces/default/deployments/x,  COMMAND",
    "POST,   /namespaces/v1/namespaces,                 COMMAND",
    "GET,    /api/v1/namespaces/default/deployments/a%20b, PROJECTION",
    "GET,    /namespaces/v1/namespaces/default,         PROJECTION",
    "POST,   /namespaces/v1/namespaces/a:setPreviewSessionCluster, COMMAND",
    "GET,    /apitokens/v1/namespaces/a/apitokens,      PROJECTION",
    "POST,   /apitokens/v1/namespaces/a/apitokens,      COMMAND",
    "GET,    /autopilot/v1alpha1/namespaces/a,          PROJECTION",
    "PUT,    /autopilot/v1alpha1/namespaces/a/deployments/d/autopilotpolicy, COMMAND",
    "GET,    /artifacts/v1/namespaces/a/artifacts:list, COMMAND",
    "GET,    /artifacts/v1/namespaces/a/artifacts:getMetadata, COMMAND",
    "DELETE, /artifacts/v1/namespaces/a/artifacts:delete, COMMAND",
    "GET,    /flink-ui/namespaces/a/jobs/x/overview,    EXECUTOR",
    "HEAD,   /flink-ui/namespaces/a/jobs/x/,            EXECUTOR",
  })
  void sendsReadsToTheReadModelsAndTheRestToTheCommandSide(
      String method, String path, Upstream upstream) {
    assertThat(Routes.route(method, path)).isEqualTo(new Route.To(upstream, BodyKind.RESOURCE));
  }

  @Test
  void letsOnlyAnUploadBeLarge() {
    assertThat(Routes.route("POST", "/artifacts/v1/namespaces/a/artifacts:upload"))
        .isEqualTo(new Route.To(Upstream.COMMAND, BodyKind.FILE));
    assertThat(Routes.route("POST", "/api/v1/namespaces/a/artifacts:upload"))
        .isEqualTo(new Route.To(Upstream.COMMAND, BodyKind.RESOURCE));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /sql/v1beta1/namespaces/a/sqlscripts,         SQL",
    "POST, /sql/v1beta1/namespaces/a/sqlscripts:execute, SQL",
    "GET,  /catalog/v1beta2/namespaces/a/catalogs,       catalogs",
  })
  void saysWhatIsNotServed(String method, String path, String family) {
    assertThat(Routes.route(method, path)).isEqualTo(new Route.NotServed(family));
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
