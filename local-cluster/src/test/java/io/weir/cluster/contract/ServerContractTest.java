package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the server says about itself, namespaces, and who may do what. */
@ExtendWith(Cluster.class)
class ServerContractTest {
  private final Cluster.Opened cluster;

  ServerContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
  }

  @Test
  void tellsItsVersion() {
    Answer version = cluster.http().get("/version");
    assertThat(version.text("major")).isEqualTo("1");
    assertThat(version.text("gitVersion")).startsWith("v1.");
    assertThat(cluster.client().getKubernetesVersion().getMajor()).isEqualTo("1");
  }

  @Test
  void isHealthy() {
    assertThat(cluster.http().get("/livez").text()).isEqualTo("ok");
    assertThat(cluster.http().get("/readyz").text()).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1, pods, Pod, true, po",
    "/api/v1, namespaces, Namespace, false, ns",
    "/api/v1, configmaps, ConfigMap, true, cm",
    "/apis/apps/v1, deployments, Deployment, true, deploy",
    "/apis/batch/v1, jobs, Job, true, ''",
    "/apis/coordination.k8s.io/v1, leases, Lease, true, ''",
    "/apis/discovery.k8s.io/v1, endpointslices, EndpointSlice, true, ''",
    "/apis/rbac.authorization.k8s.io/v1, clusterroles, ClusterRole, false, ''",
    "/apis/policy/v1, poddisruptionbudgets, PodDisruptionBudget, true, pdb"
  })
  void describesItsResources(
      String path, String plural, String kind, boolean namespaced, String shortName) {
    Answer list = cluster.http().get(path);
    assertThat(list.text("kind")).isEqualTo("APIResourceList");
    JsonNode entry =
        list.body()
            .path("resources")
            .valueStream()
            .filter(r -> Trees.text(r, "name").equals(plural))
            .findFirst()
            .orElseThrow();
    assertThat(Trees.text(entry, "kind")).isEqualTo(kind);
    assertThat(entry.path("namespaced").booleanValue()).isEqualTo(namespaced);
    assertThat(entry.path("verbs").valueStream().map(v -> v.asString("")))
        .contains("create", "delete", "get", "list", "patch", "update", "watch");
    if (!shortName.isEmpty()) {
      assertThat(entry.path("shortNames").valueStream().map(v -> v.asString("")))
          .contains(shortName);
    }
  }

  @Test
  void namesItsGroupsAndSubresources() {
    assertThat(cluster.http().get("/api").body().path("versions").toString()).contains("v1");
    Answer groups = cluster.http().get("/apis", "application/json");
    assertThat(groups.body().path("groups").valueStream().map(g -> Trees.text(g, "name")))
        .contains("apps", "batch", "coordination.k8s.io");
    assertThat(cluster.http().get("/apis/apps").text("preferredVersion", "groupVersion"))
        .isEqualTo("apps/v1");
    assertThat(
            cluster
                .http()
                .get("/apis/apps/v1")
                .body()
                .path("resources")
                .valueStream()
                .map(r -> Trees.text(r, "name")))
        .contains("deployments/status", "deployments/scale");
    assertThat(cluster.http().get("/apis/no.such.group/v1").code()).isEqualTo(404);
  }

  @Test
  void offersServerSideValidationToKubectl() {
    Answer index = cluster.http().get("/openapi/v3");
    String url = index.text("paths", "apis/apps/v1", "serverRelativeURL");
    Answer document = cluster.http().get(url);
    JsonNode patch =
        document
            .body()
            .path("paths")
            .path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
            .path("patch");
    assertThat(patch.path("parameters").valueStream().map(p -> Trees.text(p, "name")))
        .contains("fieldValidation", "dryRun", "fieldManager");
  }

  @Test
  void answersAccessReviews() {
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb("create")
            .withResource("pods")
            .withNamespace(cluster.namespace())
            .endResourceAttributes()
            .endSpec()
            .build();
    assertThat(
            cluster
                .client()
                .authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed())
        .isTrue();
  }

  @Test
  void aNamespaceIsActiveAndTerminatesWhenDeleted() {
    String name = cluster.namespace() + "-2";
    Answer created =
        cluster.http().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + name + "\"}}");
    assertThat(created.code()).isEqualTo(201);
    assertThat(created.text("metadata", "labels", "kubernetes.io/metadata.name")).isEqualTo(name);
    assertThat(created.text("status", "phase")).isEqualTo("Active");
    assertThat(Trees.at(created.body(), "spec", "finalizers").toString()).contains("kubernetes");
    cluster
        .http()
        .post(
            "/api/v1/namespaces/" + name + "/configmaps",
            "{\"metadata\":{\"name\":\"held\",\"finalizers\":[\"weir.io/wait\"]}}");
    Answer deleted = cluster.http().delete("/api/v1/namespaces/" + name, "{}");
    assertThat(deleted.code()).isEqualTo(200);
    assertThat(cluster.http().get("/api/v1/namespaces/" + name).text("status", "phase"))
        .isEqualTo("Terminating");
    Answer refused =
        cluster
            .http()
            .post("/api/v1/namespaces/" + name + "/configmaps", Samples.configMap("late", "{}"));
    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.message()).contains("because it is being terminated");
    cluster
        .http()
        .patch(
            "/api/v1/namespaces/" + name + "/configmaps/held",
            RawHttp.MERGE_PATCH,
            "{\"metadata\":{\"finalizers\":null}}");
    if (cluster.embedded()) {
      cluster
          .http()
          .put(
              "/api/v1/namespaces/" + name + "/finalize",
              "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"finalizers\":[]}}");
    }
    await("the namespace to be gone")
        .atMost(Duration.ofSeconds(60))
        .until(() -> cluster.http().get("/api/v1/namespaces/" + name).code() == 404);
  }

  @Test
  void aMethodThatDoesNotExistIsRefused() {
    assertThat(
            cluster
                .http()
                .put("/api/v1/namespaces/" + cluster.namespace() + "/configmaps", "{}")
                .code())
        .isEqualTo(405);
    assertThat(
            cluster
                .http()
                .post("/api/v1/namespaces/" + cluster.namespace() + "/configmaps/x", "{}")
                .code())
        .isEqualTo(405);
  }
}
