package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists: selectors, slices, versions, forms. */
@ExtendWith(Cluster.class)
class ListContractTest {
  private final Cluster.Opened cluster;
  private final String maps;

  ListContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
    this.maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
  }

  @BeforeEach
  void someMaps() {
    for (String[] each :
        new String[][] {
          {"l1", "\"list\":\"t\",\"env\":\"dev\""},
          {"l2", "\"list\":\"t\",\"env\":\"prod\""},
          {"l3", "\"list\":\"t\",\"env\":\"test\",\"extra\":\"\""},
          {"l4", "\"list\":\"t\""}
        }) {
      cluster
          .http()
          .post(maps, "{\"metadata\":{\"name\":\"" + each[0] + "\",\"labels\":{" + each[1] + "}}}");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> names(Answer list) {
    return list.body()
        .path("items")
        .valueStream()
        .map(item -> Trees.text(item, "metadata", "name"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "env=dev                | l1",
        "env==dev               | l1",
        "env!=dev               | l2 l3 l4",
        "env in (dev,prod)      | l1 l2",
        "env in (dev)           | l1",
        "env notin (dev, prod)  | l3 l4",
        "env                    | l1 l2 l3",
        "!env                   | l4",
        "extra                  | l3",
        "extra=                 | l3",
        "env in (dev,test),extra| l3",
        "env=nothing            | ''"
      })
  void labelSelectorsSelect(String selector, String expected) {
    Answer list =
        cluster.http().get(maps + "?labelSelector=" + encoded("list=t," + selector.strip()));
    assertThat(String.join(" ", names(list))).isEqualTo(expected.strip());
    List<String> byClient =
        cluster
            .client()
            .configMaps()
            .inNamespace(cluster.namespace())
            .withLabelSelector("list=t," + selector.strip())
            .list()
            .getItems()
            .stream()
            .map(map -> map.getMetadata().getName())
            .toList();
    assertThat(String.join(" ", byClient)).isEqualTo(expected.strip());
  }

  @Test
  void aSelectorThatCannotBeReadIsRefused() {
    assertThat(cluster.http().get(maps + "?labelSelector=" + encoded("env in dev")).code())
        .isEqualTo(400);
    assertThat(cluster.http().get(maps + "?labelSelector=" + encoded("a=b=c")).code())
        .isEqualTo(400);
  }

  @Test
  void fieldSelectorsSelectByWhatTheKindOffers() {
    assertThat(names(cluster.http().get(maps + "?fieldSelector=" + encoded("metadata.name=l2"))))
        .containsExactly("l2");
    assertThat(
            names(
                cluster
                    .http()
                    .get(
                        maps
                            + "?labelSelector=list%3Dt&fieldSelector="
                            + encoded("metadata.name!=l2"))))
        .containsExactly("l1", "l3", "l4");
    Answer refused = cluster.http().get(maps + "?fieldSelector=" + encoded("data.key=x"));
    assertThat(refused.code()).isEqualTo(400);
    assertThat(refused.message()).contains("\"data.key\" is not a known field selector");
    Answer secrets =
        cluster
            .http()
            .get(
                "/api/v1/namespaces/%s/secrets?fieldSelector=%s"
                    .formatted(cluster.namespace(), encoded("data.key=x")));
    assertThat(secrets.message()).contains("field label not supported: data.key");
  }

  @Test
  void eventsAreFoundByTheirObject() {
    String events = "/api/v1/namespaces/" + cluster.namespace() + "/events";
    String event =
        """
        {"metadata":{"name":"said.%1$s"},"involvedObject":{"kind":"ConfigMap","name":"%1$s","namespace":"%2$s","apiVersion":"v1"},
         "reason":"Said","message":"so","type":"Normal","firstTimestamp":"2026-01-01T00:00:00Z","lastTimestamp":"2026-01-01T00:00:00Z","count":1,
         "source":{"component":"contract"}}""";
    cluster.http().post(events, event.formatted("l1", cluster.namespace()));
    cluster.http().post(events, event.formatted("l2", cluster.namespace()));
    Answer found =
        cluster
            .http()
            .get(
                events
                    + "?fieldSelector="
                    + encoded("involvedObject.name=l1,involvedObject.kind=ConfigMap"));
    assertThat(names(found)).containsExactly("said.l1");
    Answer asNew =
        cluster
            .http()
            .get("/apis/events.k8s.io/v1/namespaces/" + cluster.namespace() + "/events/said.l1");
    assertThat(asNew.text("regarding", "name")).isEqualTo("l1");
    assertThat(asNew.text("note")).isEqualTo("so");
    assertThat(asNew.text("apiVersion")).isEqualTo("events.k8s.io/v1");
  }

  @Test
  void slicesTogetherAreTheWholeAsOfTheFirst() {
    String all = maps + "?labelSelector=list%3Dt&limit=2";
    Answer first = cluster.http().get(all);
    assertThat(names(first)).containsExactly("l1", "l2");
    String token = first.text("metadata", "continue");
    assertThat(token).isNotEmpty();
    cluster.http().delete(maps + "/l3", "{}");
    Answer second = cluster.http().get(all + "&continue=" + encoded(token));
    assertThat(names(second))
        .as("as it was when the first slice was read")
        .containsExactly("l3", "l4");
    assertThat(second.text("metadata", "resourceVersion"))
        .isEqualTo(first.text("metadata", "resourceVersion"));
    String rest = second.text("metadata", "continue");
    if (!rest.isEmpty()) {
      // A server may not know yet that nothing behind is selected.
      Answer third = cluster.http().get(all + "&continue=" + encoded(rest));
      assertThat(names(third)).isEmpty();
      assertThat(third.text("metadata", "continue")).isEmpty();
    }
    assertThat(cluster.http().get(all + "&continue=nonsense").code()).isEqualTo(400);
  }

  @Test
  void slicesTellHowManyRemain() {
    Answer first = cluster.http().get(maps + "?limit=1");
    assertThat(Long.parseLong(first.text("metadata", "remainingItemCount")))
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void aListSaysItsKindOnceAndItsVersion() {
    Answer list = cluster.http().get(maps + "?labelSelector=list%3Dt");
    assertThat(list.text("kind")).isEqualTo("ConfigMapList");
    assertThat(list.text("metadata", "resourceVersion")).matches("\\d+");
    assertThat(list.body().path("items").get(0).has("kind")).isFalse();
    Answer cached = cluster.http().get(maps + "?labelSelector=list%3Dt&resourceVersion=0");
    assertThat(cached.code()).isEqualTo(200);
  }

  @Test
  void aTableHasTheColumnsThatAreAskedFor() {
    Answer table =
        cluster
            .http()
            .get(
                maps + "?labelSelector=list%3Dt",
                "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
    assertThat(table.text("kind")).isEqualTo("Table");
    List<String> columns = new ArrayList<>();
    table
        .body()
        .path("columnDefinitions")
        .forEach(column -> columns.add(Trees.text(column, "name")));
    assertThat(columns).containsExactly("Name", "Data", "Age");
    assertThat(Trees.text(table.body().path("rows").get(0).path("object"), "kind"))
        .isEqualTo("PartialObjectMetadata");
  }

  @Test
  void metadataAloneCanBeAskedFor() {
    Answer list =
        cluster
            .http()
            .get(
                maps + "?labelSelector=list%3Dt",
                "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io");
    assertThat(list.text("kind")).isEqualTo("PartialObjectMetadataList");
    assertThat(list.body().path("items").get(0).has("data")).isFalse();
  }
}
