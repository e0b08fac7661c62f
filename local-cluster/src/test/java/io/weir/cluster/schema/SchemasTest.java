package io.weir.cluster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Schema.ListMerge;
import io.weir.cluster.schema.Schema.ListOf;
import io.weir.cluster.schema.Schema.Struct;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SchemasTest {
  private static final Struct POD = Schemas.of("v1", "Pod");

  private static ObjectNode tree(String json) {
    return (ObjectNode) Trees.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fieldsAndListKeysAreKnown() {
    Struct spec = (Struct) POD.fields().get("spec");
    ListOf containers = (ListOf) spec.fields().get("containers");
    assertThat(containers.merge()).isEqualTo(new ListMerge.ByKeys(List.of("name"), "name"));
    ListOf ports = (ListOf) ((Struct) containers.items()).fields().get("ports");
    assertThat(ports.merge())
        .isEqualTo(new ListMerge.ByKeys(List.of("containerPort", "protocol"), "containerPort"));
    assertThat(((ListOf) spec.fields().get("tolerations")).merge())
        .isEqualTo(new ListMerge.Atomic());
  }

  @Test
  void decodingDropsWhatIsUnknownEmptyOrNullAndNamesTheUnknown() {
    Decoding.Decoded decoded =
        Decoding.decode(
            POD,
            tree(
                """
                {"metadata":{"name":"p","labels":{},"creationTimestamp":null},
                 "spec":{"containers":[{"name":"c","nosuch":1}],"volumes":[{"name":"v","emptyDir":{}}]}}"""));
    assertThat(decoded.unknown()).containsExactly("spec.containers[0].nosuch");
    assertThat(decoded.object())
        .hasToString(
            "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\"}],\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}}]}}");
  }

  @Test
  void aWrongTypeIsNamedWithItsPath() {
    assertThatThrownBy(
            () -> Decoding.decode(POD, tree("{\"spec\":{\"containers\":[{\"name\":5}]}}")))
        .isInstanceOf(WrongType.class)
        .hasMessage("spec.containers[0].name: expected string, but found 5");
    assertThatThrownBy(() -> Decoding.decode(POD, tree("{\"spec\":{\"containers\":{}}}")))
        .hasMessageContaining("spec.containers: expected a list");
  }

  @Test
  void aKindWithoutAModelIsRefused() {
    assertThatThrownBy(() -> Schemas.of("v1", "Nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("v1 Nothing");
  }
}
